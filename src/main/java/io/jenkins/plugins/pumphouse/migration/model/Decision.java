package io.jenkins.plugins.pumphouse.migration.model;

/** What a plan means to do with an object; the sign is the same in plan, log and report. */
public enum Decision {
    CREATE('+', "create"),
    REUSE('=', "reuse"),
    UPDATE('~', "update"),
    /** Is removed from the source; only a clean-up decides so. */
    DELETE('d', "delete"),
    /** Is returned to the source; only a rollback decides so. */
    ROLL_BACK('<', "roll back"),
    /** Cannot be done without a person's decision; what depends on it cannot either. */
    CONFLICT('!', "conflict"),
    SKIP('-', "skip");

    private final char sign;
    private final String word;

    Decision(char sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    public char sign() {
        return sign;
    }

    public String word() {
        return word;
    }

    /** Whether applying it sends a request that changes something. */
    public boolean writes() {
        return this == CREATE || this == UPDATE || this == DELETE || this == ROLL_BACK;
    }
}
