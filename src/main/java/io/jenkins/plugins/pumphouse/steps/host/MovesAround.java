package io.jenkins.plugins.pumphouse.steps.host;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * The moves of hosts in whose blocks a step stands, handed to it by its context. It must not wait for them, as they
 * wait for it.
 *
 * @param owners as in {@link MoveLock}
 */
record MovesAround(List<String> owners) implements Serializable {
    private static final long serialVersionUID = 1L;

    static final MovesAround NONE = new MovesAround(List.of());

    /** Copies the list. */
    MovesAround {
        owners = List.copyOf(owners);
    }

    MovesAround with(String owner) {
        return new MovesAround(Stream.concat(owners.stream(), Stream.of(owner)).toList());
    }
}
