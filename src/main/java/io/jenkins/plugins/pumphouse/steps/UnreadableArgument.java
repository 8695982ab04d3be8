package io.jenkins.plugins.pumphouse.steps;

/** The value of an argument is of another type, or cannot be told for sure. */
final class UnreadableArgument extends Exception {
    private static final long serialVersionUID = 1L;

    /** What it has to be; null for what the type says. */
    private final String words;

    UnreadableArgument() {
        this(null);
    }

    UnreadableArgument(String words) {
        super(words);
        this.words = words;
    }

    String words(ArgumentType type) {
        return words == null ? type.words() : words;
    }
}
