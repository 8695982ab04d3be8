package io.jenkins.plugins.pumphouse.host.power;

/** What a machine's power can be told to do. */
public enum PowerAction {
    /** Nothing happens to a machine that is on. */
    ON(true),
    /** At once, the operating system is not asked. */
    OFF(true),
    /** Asks the operating system to shut down (ACPI); it may take minutes, or not listen. */
    SOFT_OFF(true),
    /** Off and on again after a moment; many BMCs refuse it for a machine that is off. */
    CYCLE(false),
    /** Restarts the machine without a loss of power; many BMCs refuse it for a machine that is off. */
    RESET(false);

    private final boolean repeatable;

    PowerAction(boolean repeatable) {
        this.repeatable = repeatable;
    }

    /** Whether telling it twice is the same as telling it once. */
    boolean repeatable() {
        return repeatable;
    }
}
