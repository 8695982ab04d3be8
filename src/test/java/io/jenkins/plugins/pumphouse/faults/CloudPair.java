package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A source and a target inside this JVM, quick in everything, and the whole migration of {@link MovedProject} between
 * them.
 */
final class CloudPair implements AutoCloseable {
    /** Their names are no words that a message may have anyhow. */
    static final String SOURCE = "kiwi-os-1";

    static final String TARGET = "mira-os-1";

    /** How long an answer may take: a stall costs this much for every try. */
    static final Duration STALL = Duration.ofSeconds(2);

    private static final Duration TRANSITION = Duration.ofMillis(Integer.getInteger("faults.transition", 4));

    final EmbeddedCloud source = EmbeddedCloud.v3(SOURCE).start();
    final EmbeddedCloud target = EmbeddedCloud.v3(TARGET).start();

    private volatile CompletableFuture<Ran> other;
    private volatile String heldUp;
    private volatile Duration timeout = STALL;

    CloudPair() {
        MovedProject.fill(source);
        MovedProject.common(target);
        for (EmbeddedCloud cloud : List.of(source, target)) {
            cloud.behaviour().boot(TRANSITION).power(TRANSITION).snapshot(TRANSITION);
        }
    }

    /**
     * What a migration came to.
     *
     * @param lines what it said
     * @param reports of the steps that ended by themselves
     * @param thrown what ended a step before its end; null when nothing did
     */
    record Ran(List<String> lines, List<Report> reports, Throwable thrown) {
        boolean failed() {
            return thrown != null || reports.stream().anyMatch(Report::failed);
        }

        long writes() {
            return reports.stream().mapToLong(report -> report.cost().writes()).sum();
        }
    }

    /** Runs every step up to the first that fails, as a pipeline does. */
    Ran run(Stage stage) {
        return new Controller(source.authUrl(), target.authUrl(), timeout).run(stage);
    }

    /**
     * Steps of another controller, which knows nothing of this one.
     *
     * @param meanwhile what the run of this one waits with, in words
     * @param patience how long the caller waits for its end
     */
    void letOther(Stage stage, List<Verb> steps, String meanwhile, Duration patience) {
        Controller controller = new Controller(source.authUrl(), target.authUrl(), timeout).other();
        other = CompletableFuture.supplyAsync(
                () -> controller.run(stage, steps), command -> new Thread(command).start());
        heldUp = meanwhile;
        other.copy()
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** What the other controller's run comes to; null when none came. */
    CompletableFuture<Ran> other() {
        return other;
    }

    String heldUp() {
        return heldUp;
    }

    /** Every run from now on waits so long for an answer. */
    void answerWithin(Duration time) {
        timeout = time;
    }

    /** Ports of an address of its own lead to a server that is on and to one that is off. */
    void forward() {
        for (EmbeddedCloud cloud : List.of(source, target)) {
            cloud.withExtensions("floating-ip-port-forwarding", "expose-port-forwarding-in-fip");
        }
        VolumeServers.forward(source);
    }

    /** Somebody deletes a server on the target. */
    void lose(String server) {
        Inside admin = target.inside();
        admin.servers().stream()
                .filter(each -> server.equals(WireJson.text(each, "name")))
                .forEach(each -> admin.delete("compute", "/v2.1/servers/" + WireJson.text(each, "id")));
        target.skip(Duration.ofMinutes(1));
    }

    EmbeddedCloud cloud(boolean ofSource) {
        return ofSource ? source : target;
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
