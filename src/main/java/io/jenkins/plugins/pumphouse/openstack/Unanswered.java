package io.jenkins.plugins.pumphouse.openstack;

import java.net.URI;
import java.util.Objects;

/** A request got no whole answer. Stays within the package: {@link Trouble} makes a {@link CloudException} of it. */
final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final URI uri;
    private final boolean sent;

    /** @param sent whether the service may have seen the request; false is certain */
    Unanswered(URI uri, boolean sent, Throwable cause) {
        super(Objects.requireNonNull(cause).getMessage(), cause);
        this.uri = uri;
        this.sent = sent;
    }

    URI uri() {
        return uri;
    }

    boolean sent() {
        return sent;
    }
}
