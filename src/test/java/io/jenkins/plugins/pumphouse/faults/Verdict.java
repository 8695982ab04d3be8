package io.jenkins.plugins.pumphouse.faults;

import java.util.EnumMap;
import java.util.Map;

/** What a trial came to. */
final class Verdict {
    final Trial trial;
    /** Whether the fault came to pass: a migration may not send as many requests of a sort as another. */
    boolean struck;

    private final Map<Finding, String> findings = new EnumMap<>(Finding.class);

    Verdict(Trial trial) {
        this.trial = trial;
    }

    void found(Finding finding, String what) {
        if (!trial.explains(finding, what)) {
            findings.merge(finding, what, (before, more) -> before + "\n      " + more);
        }
    }

    boolean good() {
        return findings.isEmpty();
    }

    boolean has(Finding finding) {
        return findings.containsKey(finding);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(trial.toString());
        findings.forEach((finding, what) ->
                text.append("\n    ").append(finding.words).append(": ").append(what));
        return text.toString();
    }
}
