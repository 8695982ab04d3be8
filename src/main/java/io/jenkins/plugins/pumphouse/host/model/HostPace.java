package io.jenkins.plugins.pumphouse.host.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * How fast hosts are moved, and how much goes wrong before that ends.
 *
 * @param poll how often to look
 * @param patience how long a service may be silent before a host fails over it
 * @param retries how often a phase is begun again after a failure that may pass
 * @param maxParallel how many hosts may be on their way at a time
 * @param goOn whether further hosts are begun after one has failed
 */
public record HostPace(Duration poll, Duration patience, int retries, int maxParallel, boolean goOn)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
