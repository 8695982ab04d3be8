package io.jenkins.plugins.pumphouse.machines.fuel;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param discovery from power on to the first report of the machine's agent
 * @param provision of any number of nodes
 * @param deploy of any number of nodes
 * @param erase of a node that is deleted or reset, and the stop of a deployment
 */
public record Pace(Duration discovery, Duration provision, Duration deploy, Duration erase) {

    /** So fast that a test sees several states and waits for none. */
    public static Pace fast() {
        return new Pace(Duration.ofMillis(50), Duration.ofMillis(150), Duration.ofMillis(150), Duration.ofMillis(50));
    }

    /** Minutes as on iron, for tests that move the clock. */
    public static Pace real() {
        return new Pace(Duration.ofMinutes(4), Duration.ofMinutes(20), Duration.ofMinutes(40), Duration.ofMinutes(2));
    }
}
