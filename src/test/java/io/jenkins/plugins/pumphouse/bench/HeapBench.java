package io.jenkins.plugins.pumphouse.bench;

import io.jenkins.plugins.pumphouse.migration.Verb;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The largest heap that four images in flight need, in a JVM that is given 64 MB. */
final class HeapBench {
    private static final int AT_ONCE = 4;
    private static final long LOOK_MILLIS = 5;

    private final Worlds worlds;
    private final PrintStream out;

    HeapBench(Worlds worlds, PrintStream out) {
        this.worlds = worlds;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        String tenant = "bench-heap-" + System.nanoTime();
        String project = Worlds.project(worlds.source, tenant);
        for (int i = 0; i < AT_ONCE; i++) {
            ImageBench.image(worlds.source, tenant + "-" + i, project);
        }
        Process jvm = new ProcessBuilder(
                        new File(System.getProperty("java.home"), "bin/java").getPath(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapBench.class.getName(),
                        tenant)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (jvm.waitFor() != 0) {
            out.println("heap: the JVM with 64 MB failed");
        }
    }

    /**
     * In the JVM of its own: moves the images of the tenant that is named, and looks at the heap every few
     * milliseconds.
     */
    public static void main(String[] args) throws InterruptedException {
        AtomicLong peak = new AtomicLong();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleAtFixedRate(
                () -> peak.accumulateAndGet(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max),
                0,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            Worlds.move(Verb.IMAGES, args[0]);
        } finally {
            clock.shutdownNow();
        }
        System.out.printf("heap: %d images at once in a JVM of 64 MB, peak %.0f MB%n", AT_ONCE, peak.get() / 1e6);
    }
}
