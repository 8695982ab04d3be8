package io.jenkins.plugins.pumphouse.bench;

import io.jenkins.plugins.pumphouse.migration.Verb;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** The largest heap that four images in flight need, in a JVM that is given 64 MB. */
final class HeapBench {
    private static final int AT_ONCE = 4;

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
                        new File(System.getProperty("java.home"), "bin/java").getPath(), "-Xmx64m", "-cp",
                        System.getProperty("java.class.path"), HeapBench.class.getName(), tenant)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (jvm.waitFor() != 0) {
            out.println("heap: the JVM with 64 MB failed");
        }
    }

    /** In the JVM of its own: moves the images of the tenant that is named. */
    public static void main(String[] args) throws InterruptedException {
        Worlds.move(Verb.IMAGES, args[0]);
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        System.out.printf("heap: %d images at once in a JVM of 64 MB, sum of the pools' peaks %.0f MB%n", AT_ONCE, peak / 1e6);
    }
}
