package io.jenkins.plugins.pumphouse.faults;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/** What a run of the matrix costs from now on; without what the JVMs take that it begins and takes away. */
final class Effort {
    private final long begun = System.nanoTime();
    private final long used = cpu();

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d s, %d s of processors",
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                Duration.ofNanos(cpu() - used).toSeconds());
    }
}
