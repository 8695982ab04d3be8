package io.jenkins.plugins.pumphouse.clouds.wire;

/** A request that a service turns down; each service words it in its own error body. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String UNROUTED = "unrouted";

    private final int status;
    private final String type;

    /**
     * @param status the HTTP status
     * @param type the service's own name of the error (Neutron's exception class), null where there is none
     * @param message the service's words
     */
    public Refused(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    public static Refused badRequest(String message) {
        return new Refused(400, null, message);
    }

    public static Refused unauthorized() {
        return new Refused(401, null, "The request you have made requires authentication.");
    }

    public static Refused forbidden(String message) {
        return new Refused(403, null, message);
    }

    public static Refused notFound(String message) {
        return new Refused(404, null, message);
    }

    public static Refused conflict(String message) {
        return new Refused(409, null, message);
    }

    /** A path that the service does not know at all: most answer it before their own error bodies come into play. */
    static Refused unrouted() {
        return new Refused(404, UNROUTED, "The resource could not be found.");
    }

    /** Whether the path is not the service's at all. */
    public boolean isUnrouted() {
        return UNROUTED.equals(type);
    }

    public int status() {
        return status;
    }

    /** The service's own name of the error, null where there is none. */
    public String type() {
        return type;
    }
}
