package io.jenkins.plugins.pumphouse.clouds.wire;

/** A request that a service turns down; each service words it in its own error body. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

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

    public int status() {
        return status;
    }

    /** The service's own name of the error, null where there is none. */
    public String type() {
        return type;
    }
}
