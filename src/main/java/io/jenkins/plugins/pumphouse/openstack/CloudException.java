package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.remedy.Recovery;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;

/**
 * A cloud could not be used, or refused a call. {@link #remedy} says what to do; a subclass exists for what somebody
 * catches.
 */
public sealed class CloudException extends RemediableException {

    private static final long serialVersionUID = 1L;

    private final Details details;

    CloudException(String message, Remedy remedy, Details details) {
        this(message, remedy, Recovery.NONE, details);
    }

    private CloudException(String message, Remedy remedy, Recovery recovery, Details details) {
        super(message, remedy, recovery);
        this.details = details;
    }

    /** Name of the cloud. */
    public String cloud() {
        return details.cloud();
    }

    /** The service; null when the failure is not of one service (a region that the catalog does not have). */
    public Service service() {
        return details.service();
    }

    /** The HTTP method; null when nothing was sent. */
    public String method() {
        return details.method();
    }

    /** The path below the versioned root of the service; null when nothing was sent. */
    public String path() {
        return details.path();
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return details.status();
    }

    /** The service's own words, shortened to one line; empty when it said nothing. */
    public String serviceMessage() {
        return details.serviceMessage();
    }

    /** The id under which the service's log has this call; null when it gave none. */
    public String requestId() {
        return details.requestId();
    }

    /**
     * Whether the service may have done what was asked although the call failed: no answer came, it failed inside, or
     * its answer was not understood. Look for what the call makes before you repeat it, undo it, or go on as if it had
     * not been done. Always false for reads and for refusals.
     */
    public boolean mayHaveBeenDone() {
        return details.doubt();
    }

    /**
     * What is known of the call that failed.
     *
     * @param doubt see {@link #mayHaveBeenDone}
     */
    record Details(
            String cloud,
            Service service,
            String method,
            String path,
            int status,
            String serviceMessage,
            String requestId,
            boolean doubt)
            implements java.io.Serializable {

        private static final long serialVersionUID = 1L;

        Details(
                String cloud,
                Service service,
                String method,
                String path,
                int status,
                String serviceMessage,
                String requestId) {
            this(cloud, service, method, path, status, serviceMessage, requestId, false);
        }

        static Details of(String cloud, Request request, int status) {
            return new Details(cloud, request.service(), request.method(), request.path(), status, "", null);
        }

        Details maybeDone() {
            return new Details(cloud, service, method, path, status, serviceMessage, requestId, true);
        }
    }

    /** User name, password, token, project or domain are wrong or expired (401): correct the credentials. */
    public static final class WrongCredentials extends CloudException {
        private static final long serialVersionUID = 1L;

        private final boolean owners;

        WrongCredentials(String message, Details details) {
            this(message, details, false);
        }

        private WrongCredentials(String message, Details details, boolean owners) {
            super(message, Remedy.WRONG_CREDENTIALS, details);
            this.owners = owners;
        }

        /** The same of a user in {@code owners:}. */
        WrongCredentials ofOwner() {
            WrongCredentials owner = new WrongCredentials(getMessage(), super.details, true);
            owner.initCause(this);
            return owner;
        }

        /** Whether it is the login of one of {@code owners:}, and says nothing of the cloud's account. */
        public boolean isOwners() {
            return owners;
        }
    }

    /**
     * The cloud has answered that it does not do this for this account: it has no such object or API, wants another
     * right, or does not know the call as it is. Nothing was done, and asking again will not help. Who can go on
     * without catches this; a quota or a state that stands in the way is not meant.
     */
    public abstract static sealed class Denied extends CloudException {
        private static final long serialVersionUID = 1L;

        private Denied(String message, Remedy remedy, Details details) {
            super(message, remedy, details);
        }
    }

    /**
     * The cloud does not have it or does not show it to this account: services answer 404 as well as 403 where a right
     * is missing, and 404 for an API that is turned off.
     */
    public abstract static sealed class NotShown extends Denied {
        private static final long serialVersionUID = 1L;

        private NotShown(String message, Remedy remedy, Details details) {
            super(message, remedy, details);
        }
    }

    /** The user is known but not allowed to do this (403): give it the role. */
    public static final class MissingRight extends NotShown {
        private static final long serialVersionUID = 1L;

        MissingRight(String message, Details details) {
            super(message, Remedy.MISSING_RIGHT, details);
        }
    }

    /** The object does not exist, or not for this user (404). */
    public static final class NotFound extends NotShown {
        private static final long serialVersionUID = 1L;

        NotFound(String message, Details details) {
            super(message, Remedy.LOST, details);
        }
    }

    /** The object exists already, is in use, or in the wrong state (409). */
    public static final class Conflict extends CloudException {
        private static final long serialVersionUID = 1L;

        Conflict(String message, Details details) {
            super(message, Remedy.CONFLICT, details);
        }
    }

    /** A quota of the project is used up: raise it or free something. */
    public static final class OverQuota extends CloudException {
        private static final long serialVersionUID = 1L;

        OverQuota(String message, Details details) {
            super(message, Remedy.QUOTA, details);
        }
    }

    /** The service does not accept the call as it is (400 and the other 4xx). */
    public static final class Rejected extends Denied {
        private static final long serialVersionUID = 1L;

        Rejected(String message, Details details) {
            super(message, Remedy.NOT_SUPPORTED, details);
        }
    }

    /** No answer: name, connection, TLS, time-out, or a body that stalled. */
    public static final class Unreachable extends CloudException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, Details details) {
            super(message, Remedy.UNREACHABLE, Recovery.WAIT, details);
        }
    }

    /**
     * The service failed (5xx) or answered something that is not its API: a log-in page, a proxy's page, half an
     * object, an object without what it must have. Whether a change was made then is in doubt, see
     * {@link #mayHaveBeenDone}.
     */
    public static final class ServiceFault extends CloudException {
        private static final long serialVersionUID = 1L;

        ServiceFault(String message, Details details) {
            super(message, Remedy.SERVICE_FAULT, Recovery.WAIT, details);
        }
    }
}
