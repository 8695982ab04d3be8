package io.jenkins.plugins.pumphouse.console;

/** A name in a command that a person copies into a shell. */
public final class ShellWord {
    private ShellWord() {}

    /** As one word, whatever is in it. */
    public static String of(String text) {
        return text.matches("[\\w.:,/=@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
