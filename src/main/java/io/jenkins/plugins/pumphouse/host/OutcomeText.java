package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import java.util.Locale;

/** How results say it. */
final class OutcomeText {
    private OutcomeText() {}

    static String of(Status status) {
        return status == Status.WAITING
                ? "not begun"
                : status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
