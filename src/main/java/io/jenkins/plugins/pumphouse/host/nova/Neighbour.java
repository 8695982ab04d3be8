package io.jenkins.plugins.pumphouse.host.nova;

import java.io.Serializable;

/**
 * A service or agent on the same machine.
 *
 * @param service who keeps its record: {@code compute}, {@code volume} or {@code network}
 * @param id null where its service gives none (Cinder)
 * @param kind such as {@code nova-conductor} or {@code L3 agent}
 * @param host the host as this service calls it, with the backend for Cinder
 * @param certain false when the name could be that of another host as well
 */
public record Neighbour(String service, String id, String kind, String host, Duty duty, boolean up, boolean certain)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
