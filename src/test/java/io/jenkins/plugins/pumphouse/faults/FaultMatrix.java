package io.jenkins.plugins.pumphouse.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What {@code -Pfaults} runs: all trials, some at a time, with their progress; then the table, and what it cost. Ends
 * with 1 when anything was found.
 *
 * <p>System properties choose: {@code faults.seed} which requests are struck, {@code faults.only} a part of a trial's
 * name, {@code faults.part} one of some {@link MatrixPart parts} of all trials, {@code faults.share} the first of so
 * many, {@code faults.threads} how many at a time, {@code faults.limit} in how many seconds a migration must end, and
 * {@code faults.transition} how many milliseconds the clouds take to boot, stop, copy and delete: with some hundred, a
 * run that follows an interrupted one meets what that has begun.
 */
public final class FaultMatrix {
    private static final Path DIRECTORY = Path.of("target", "faults");
    /** Per processor: a trial waits for a stalled answer, a pause before another try, a server that boots. */
    private static final int THREADS_EACH = 2;

    private static final long REPORT_SECONDS = 20;

    private FaultMatrix() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Effort effort = new Effort();
        Trials trials = new Trials(Stage.values());
        long seed = Long.getLong("faults.seed", 1);
        String only = System.getProperty("faults.only", "");
        MatrixPart part =
                MatrixPart.of(System.getProperty("faults.part", "1/" + Integer.getInteger("faults.share", 1)));
        List<Trial> chosen = part.of(trials.all(seed), seed).stream()
                .flatMap(trial -> trial.called(only).stream())
                .toList();
        out.println(chosen.size() + " trials: part " + part + " with seed " + seed);
        List<Verdict> verdicts =
                run(chosen, trials.undisturbed(), Integer.getInteger("faults.threads", threads()), out);
        out.println(FaultTable.of(verdicts));
        List<Verdict> bad = verdicts.stream().filter(verdict -> !verdict.good()).toList();
        write(bad);
        out.println(
                bad.isEmpty()
                        ? "Nothing was found."
                        : bad.size() + " trials found something: " + DIRECTORY.resolve("findings.txt"));
        out.println(verdicts.size() + " trials, " + bad.size() + " with findings, " + effort);
        System.exit(bad.isEmpty() ? 0 : 1);
    }

    private static int threads() {
        return THREADS_EACH * Runtime.getRuntime().availableProcessors();
    }

    /** The verdicts in the order of the trials' rows; progress goes to {@code out}. */
    static List<Verdict> run(List<Trial> trials, Map<Stage, List<String>> undisturbed, int threads, PrintStream out)
            throws InterruptedException, ExecutionException {
        LogWatch.install();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger bad = new AtomicInteger();
        try {
            List<Future<Verdict>> futures = new ArrayList<>();
            for (Trial trial : trials) {
                futures.add(workers.submit(() -> {
                    Verdict verdict = verdict(trial, undisturbed.get(trial.stage()));
                    ended.incrementAndGet();
                    if (!verdict.good()) { // at once: a whole run takes long, and may be ended before its table
                        bad.incrementAndGet();
                        out.println(verdict);
                    }
                    return verdict;
                }));
            }
            workers.shutdown();
            while (!workers.awaitTermination(REPORT_SECONDS, TimeUnit.SECONDS)) {
                out.println(ended.get() + " of " + trials.size() + " trials, " + bad.get() + " with findings");
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> future : futures) {
                verdicts.add(future.get());
            }
            verdicts.sort((a, b) -> a.trial.row().compareTo(b.trial.row()));
            return verdicts;
        } finally {
            workers.shutdownNow();
            LogWatch.uninstall();
        }
    }

    private static Verdict verdict(Trial trial, List<String> undisturbed) throws InterruptedException {
        try {
            return new TrialRun(trial, undisturbed).run();
        } catch (RuntimeException e) {
            Verdict verdict = new Verdict(trial);
            verdict.found(Finding.RERUN_FAILED, "the trial could not be made: " + e);
            return verdict;
        }
    }

    private static void write(List<Verdict> verdicts) throws IOException {
        Files.createDirectories(DIRECTORY);
        List<String> texts = verdicts.stream().map(Verdict::toString).toList();
        Files.writeString(DIRECTORY.resolve("findings.txt"), String.join("\n\n", texts) + "\n");
    }
}
