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

    /** The places of their steps in the build; an earlier version has the name of the build before each. */
    private final ArrayList<String> owners;

    private MovesAround(ArrayList<String> owners) {
        this.owners = owners;
    }

    List<String> nodes() {
        return owners.stream()
                .map(owner -> owner.substring(owner.lastIndexOf(' ') + 1))
                .toList();
    }

    MovesAround with(String node) {
        ArrayList<String> more = new ArrayList<>(owners);
        more.add(node);
        return new MovesAround(more);
    }
}
