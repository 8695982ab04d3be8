package io.jenkins.plugins.pumphouse.steps.host;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The moves of hosts in whose blocks a step stands, handed to it by its context. It must not wait for them, as they
 * wait for it. Stored with the program of the build.
 */
final class MovesAround implements Serializable {
    private static final long serialVersionUID = 1L;

    static final MovesAround NONE = new MovesAround(new ArrayList<>());

    /** As in {@link MoveLock}. */
    private final ArrayList<String> owners;

    private MovesAround(ArrayList<String> owners) {
        this.owners = owners;
    }

    List<String> owners() {
        return List.copyOf(owners);
    }

    MovesAround with(String owner) {
        ArrayList<String> more = new ArrayList<>(owners);
        more.add(owner);
        return new MovesAround(more);
    }
}
