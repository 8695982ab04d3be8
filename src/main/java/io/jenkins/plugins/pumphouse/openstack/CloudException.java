package io.jenkins.plugins.pumphouse.openstack;

/**
 * A call that failed. One subtype for each thing that a person can do about it, not for each status.
 *
 * <p>The message says which cloud, which call, what the service said and what to do next; never a token, a password or a
 * body. Causes stay here: a foreign class may be unknown where the exception is read.
 */
public class CloudException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String cloud;
    private final int status;
    private final String serviceMessage;

    /**
     * @param cloud          name of the cloud
     * @param status         HTTP's; 0 when there was no answer
     * @param serviceMessage the service's own words; empty when it had none
     * @param message        for a person
     */
    CloudException(String cloud, int status, String serviceMessage, String message) {
        super(message);
        this.cloud = cloud;
        this.status = status;
        this.serviceMessage = serviceMessage;
    }

    public String cloud() {
        return cloud;
    }

    public int status() {
        return status;
    }

    public String serviceMessage() {
        return serviceMessage;
    }

    /** User, password, token or project are wrong. */
    public static final class WrongCredentials extends CloudException {
        private static final long serialVersionUID = 1L;

        WrongCredentials(String cloud, int status, String serviceMessage, String message) {
            super(cloud, status, serviceMessage, message);
        }
    }

    /** The account may not do that. */
    public static final class MissingRight extends CloudException {
        private static final long serialVersionUID = 1L;

        MissingRight(String cloud, int status, String serviceMessage, String message) {
            super(cloud, status, serviceMessage, message);
        }
    }

    /** There is no such object. */
    public static final class NotFound extends CloudException {
        private static final long serialVersionUID = 1L;

        NotFound(String cloud, int status, String serviceMessage, String message) {
            super(cloud, status, serviceMessage, message);
        }
    }

    /** Something that is there stands against it. */
    public static final class Conflict extends CloudException {
        private static final long serialVersionUID = 1L;

        Conflict(String cloud, int status, String serviceMessage, String message) {
            super(cloud, status, serviceMessage, message);
        }
    }

    /** A quota is used up. */
    public static final class OverQuota extends CloudException {
        private static final long serialVersionUID = 1L;

        OverQuota(String cloud, int status, String serviceMessage, String message) {
            super(cloud, status, serviceMessage, message);
        }
    }

    /** The service does not take the call as it is. */
    public static final class Rejected extends CloudException {
        private static final long serialVersionUID = 1L;

        Rejected(String cloud, int status, String serviceMessage, String message) {
            super(cloud, status, serviceMessage, message);
        }
    }

    /** Nobody answers, not in time, or not to be trusted. */
    public static final class Unreachable extends CloudException {
        private static final long serialVersionUID = 1L;

        Unreachable(String cloud, String message) {
            super(cloud, 0, "", message);
        }
    }

    /** The service itself failed. */
    public static final class ServiceFault extends CloudException {
        private static final long serialVersionUID = 1L;

        ServiceFault(String cloud, int status, String serviceMessage, String message) {
            super(cloud, status, serviceMessage, message);
        }
    }

    /** The catalog has no such service, or not in that region or interface. */
    public static final class MissingService extends CloudException {
        private static final long serialVersionUID = 1L;

        MissingService(String cloud, String message) {
            super(cloud, 0, "", message);
        }
    }
}
