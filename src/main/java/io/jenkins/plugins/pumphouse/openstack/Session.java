package io.jenkins.plugins.pumphouse.openstack;

import java.time.Duration;
import java.time.Instant;

/** A login to one project that is renewed as often as it has to be. The password is sent again, never the old token. */
final class Session {
    /** Renewed before its last minute, so that a request that is on its way does not meet its end. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Login login;
    private final String project;
    private Login.Granted granted;

    /** @param project id; null for that of the configuration */
    Session(Login login, String project) {
        this.login = login;
        this.project = project;
    }

    synchronized Login.Granted granted() {
        return lasting(MARGIN);
    }

    /** One that lasts for at least {@code time}, if tokens of this cloud last that long. */
    synchronized Login.Granted lasting(Duration time) {
        if (granted == null || granted.expires().isBefore(Instant.now().plus(time))) {
            granted = login.in(project);
        }
        return granted;
    }

    /** After {@code refused} was refused: a new token, unless another thread has got one already. */
    synchronized Login.Granted instead(Login.Granted refused) {
        if (granted == refused) {
            granted = login.in(project);
        }
        return granted;
    }
}
