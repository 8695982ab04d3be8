package io.jenkins.plugins.pumphouse.migration.type;

import java.util.Map;
import java.util.Optional;

/** What the target's projects may still have. Asked for every object that is to be made, before anything is touched. */
@FunctionalInterface
public interface Allowance {
    /** GB of the hypervisors' disks: no quota limits them, but the target has only so many. */
    String DISK = "compute disk";

    /** What of an object's gigabytes of volumes stays in the backend in which it is; no quota of any service. */
    String ADOPTED = "volume adopted";

    /** Nothing is counted. */
    Allowance UNLIMITED = (project, name, amounts) -> Optional.empty();

    /**
     * Sets {@code amounts} aside for one more object.
     *
     * @param project id of a project of the target; {@linkplain Translation#isPending pending} while it is still to be
     *     made
     * @param name name of that project, for messages and commands
     * @param amounts how much of each quota, by {@code "<service> <key>"}: {@code "compute cores"}
     * @return why the project cannot have them, with the numbers and the way out; then nothing was set aside
     */
    Optional<String> take(String project, String name, Map<String, Long> amounts);

    /** Everything that was set aside is free again: a plan is made from the beginning. */
    default void release() {}
}
