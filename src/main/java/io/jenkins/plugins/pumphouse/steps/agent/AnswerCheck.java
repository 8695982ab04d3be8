package io.jenkins.plugins.pumphouse.steps.agent;

import hudson.AbortException;

/** What all checks of agents' answers ask for: texts and numbers within bounds. */
final class AnswerCheck {
    /** Characters of a text. */
    static final int LONGEST_TEXT = 100_000;

    private AnswerCheck() {}

    static boolean isText(Object value) {
        return value instanceof String text && text.length() <= LONGEST_TEXT;
    }

    static boolean isTextOrNull(Object value) {
        return value == null || isText(value);
    }

    /** The text, or as much of it as may be shown. */
    static String cut(String text) {
        return isTextOrNull(text) ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    static void require(boolean right, String why) throws AbortException {
        if (!right) {
            throw new AbortException("The agent's answer is not valid: " + why + ". What was done stays; run the step"
                    + " again, on another agent or outside of node, to see how far it came.");
        }
    }
}
