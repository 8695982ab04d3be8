package io.jenkins.plugins.pumphouse.migration.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Whether a write that failed may have been carried out all the same: then one looks before one acts or undoes. */
public final class Doubt {
    /** Looks for what may have been made, a poll apart: a proxy gives up long before the service behind it. */
    public static final int LOOKS = 30;

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CLIENTS_FAULT = 400;
    private static final int SERVERS_FAULT = 500;

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");

    private Doubt() {}

    /**
     * The id that an answer gives to what was made; null when what stands there is no id, as the write is in doubt
     * then.
     */
    public static String id(JsonNode answer, String field) {
        JsonNode id = answer.path(field);
        return id.isTextual() && UUID.matcher(id.asText()).matches() ? id.asText() : null;
    }

    /**
     * After this no look follows one that failed, though some are left: where the service lets each run into its
     * time-out, all of them would take hours.
     *
     * @param poll between two looks
     */
    public static Instant lastLook(Duration poll) {
        Duration usual = poll.multipliedBy(2L * LOOKS);
        return Instant.now().plus(usual.compareTo(LONGEST) > 0 ? usual : LONGEST);
    }

    /** False only when the service itself has refused, or nothing was sent. */
    public static boolean mayBeDone(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        if (cause instanceof CloudException refused) {
            int status = refused.status();
            return status < CLIENTS_FAULT || status >= SERVERS_FAULT || status == REQUEST_TIMEOUT;
        }
        return !(cause instanceof MigrationException);
    }
}
