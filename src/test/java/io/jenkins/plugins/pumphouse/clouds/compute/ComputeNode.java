package io.jenkins.plugins.pumphouse.clouds.compute;

import java.util.UUID;

/** One machine with nova-compute on it, from its registration to its removal; one that comes back is another node. */
final class ComputeNode {
    final String name;
    /** The number of the service's record; the hypervisor's is the same. */
    final int number;

    final String serviceId = UUID.randomUUID().toString();
    /** The id of the hypervisor, and of its resource provider. */
    final String id = UUID.randomUUID().toString();

    boolean enabled = true;
    String reason;
    boolean up = true;
    /** Whether a cell has it; without, it is a service and nothing else. */
    boolean mapped;

    /** In MiB; what is not used is free. */
    int usedMemory = 512;

    ComputeNode(String name, int number, boolean mapped) {
        this.mapped = mapped;
        this.name = name;
        this.number = number;
    }

    boolean serves() {
        return enabled && up && mapped;
    }
}
