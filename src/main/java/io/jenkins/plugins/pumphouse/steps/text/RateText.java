package io.jenkins.plugins.pumphouse.steps.text;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.config.Rate;
import io.jenkins.plugins.pumphouse.console.ConsoleText;

/** A bandwidth as pipelines write it: {@code 50 MB/s}, or a number of bytes a second. */
public final class RateText {
    private RateText() {}

    /**
     * Bytes a second; 0 for null.
     *
     * @throws AbortException when it is none, or below 1 MB/s
     */
    public static long read(String step, String text) throws AbortException {
        if (text == null) {
            return 0;
        }
        return Rate.parse(text)
                .orElseThrow(() -> new AbortException(step + ": bandwidth is '" + ConsoleText.line(text)
                        + "'. Write it like '50 MB/s', or as bytes a second, from 1 MB/s on. Nothing was done."));
    }
}
