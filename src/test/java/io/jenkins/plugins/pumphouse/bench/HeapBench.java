package io.jenkins.plugins.pumphouse.bench;

import io.jenkins.plugins.pumphouse.transfer.ImageStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Ten transfers at once in a JVM that is given 256 MB, and the largest heap that they needed. */
final class HeapBench {
    private static final int AT_ONCE = 10;
    private static final int HEAP_MB = 256;
    private static final long BYTES = 64L << 20;
    private static final long LOOK_MILLIS = 5;

    private final Worlds worlds;
    private final PrintStream out;

    HeapBench(Worlds worlds, PrintStream out) {
        this.worlds = worlds;
        this.out = out;
    }

    boolean holds() throws IOException, InterruptedException {
        String tenant = "bench-heap-" + System.nanoTime();
        String project = Worlds.project(worlds.source, tenant);
        String image = ImageBench.image(worlds.source, tenant, project, BYTES);
        try {
            Process jvm = new ProcessBuilder(
                            new File(System.getProperty("java.home"), "bin/java").getPath(),
                            "-Xmx" + HEAP_MB + "m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HeapBench.class.getName(),
                            image)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            boolean holds = jvm.waitFor() == 0;
            out.printf("heap: %d transfers in %d MB: %s%n", AT_ONCE, HEAP_MB, holds ? "reached" : "MISSED");
            return holds;
        } finally {
            ImageBench.remove(worlds.source, image);
            Worlds.remove(worlds.source, project);
        }
    }

    /** In the JVM of its own: copies the named image so often at once, and looks at the heap every few milliseconds. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        AtomicLong peak = new AtomicLong();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleAtFixedRate(
                () -> peak.accumulateAndGet(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max),
                0,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
        ExecutorService transfers = Executors.newFixedThreadPool(AT_ONCE);
        try (Worlds worlds = new Worlds()) {
            List<Future<?>> copies = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                copies.add(transfers.submit(() -> copy(worlds, args[0])));
            }
            for (Future<?> copy : copies) {
                copy.get();
            }
        } finally {
            transfers.shutdownNow();
            clock.shutdownNow();
        }
        System.out.printf("heap: %d transfers at once, peak %.0f MB%n", AT_ONCE, peak.get() / 1e6);
    }

    private static void copy(Worlds worlds, String image) {
        String copy = ImageBench.queued(worlds.target);
        new ImageStream(worlds.source, worlds.target).copy(image, copy, Set.of("sha512"), moved -> {});
        ImageBench.remove(worlds.target, copy);
    }
}
