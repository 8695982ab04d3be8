package io.jenkins.plugins.pumphouse.clouds.wire;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one thread has computed, however busy its machine is with other things.
 *
 * @param began nanoseconds of the thread's processor time
 */
public record ProcessorTime(long began) {
    /** From now on, in this thread. */
    public static ProcessorTime begin() {
        return new ProcessorTime(now());
    }

    /** By the thread that has begun it. */
    public Duration taken() {
        return Duration.ofNanos(now() - began);
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
