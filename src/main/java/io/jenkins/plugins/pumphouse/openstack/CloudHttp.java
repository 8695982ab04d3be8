package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.HttpAccess;
import io.jenkins.plugins.pumphouse.http.HttpCall;
import io.jenkins.plugins.pumphouse.http.HttpConnection;
import io.jenkins.plugins.pumphouse.http.NoResponseException;
import io.jenkins.plugins.pumphouse.http.RetryPolicy;
import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends requests to one cloud over HTTP and counts them; a request without a response becomes a {@link CloudException}.
 */
final class CloudHttp implements AutoCloseable {

    private static final int TRIES = 4;

    private final CloudAccess access;
    private final HttpConnection connection;
    private final RequestCount count = new RequestCount();

    /** @throws CloudException when the access's {@code caCert} holds no certificate */
    CloudHttp(CloudAccess access, RetryPolicy retry) {
        this.access = access;
        try {
            this.connection = new HttpConnection(
                    new HttpAccess(
                            access.name(),
                            "cloud",
                            "auth_url in pumphouse.yaml",
                            access.trust().caCert(),
                            access.trust().insecure(),
                            access.timeout()),
                    retry);
        } catch (IllegalArgumentException e) {
            throw new CloudException.Unreachable(
                    e.getMessage(), new Details(access.name(), null, null, null, 0, "", null));
        }
    }

    static RetryPolicy usual(CloudAccess access) {
        return RetryPolicy.within(access.timeout(), TRIES);
    }

    /** Reads a response of any status; the caller closes what it leaves open. */
    interface Reader<T> {

        T read(CloudReply reply);
    }

    /**
     * Sends a request and reads its response, again where that is safe.
     *
     * @throws CloudException.Unreachable when no response came, after the tries that are allowed
     */
    <T> T send(Request request, ServiceRoot root, Reader<T> reader) {
        return send(connection::send, request, root, reader, () -> sent(request));
    }

    /** As {@link #send}, for the bytes of an image; see {@link HttpConnection#download}. */
    <T> T download(Request request, ServiceRoot root, Reader<T> reader) {
        return send(connection::download, request, root, reader, () -> sent(request));
    }

    /** See {@link HttpConnection#pause}. */
    void pause(Duration pause) {
        connection.pause(pause);
    }

    /** See {@link HttpConnection#prepareTransfers}. */
    void prepareTransfers() {
        connection.prepareTransfers();
    }

    /** As {@link #send}, without a token, counted as a request for one. */
    <T> T authenticate(Request request, String root, Reader<T> reader) {
        return send(connection::send, request, ServiceRoot.of(root, null), reader, count::authenticated);
    }

    /** How a call is sent. */
    private interface Way {
        <T> T send(HttpCall call, HttpConnection.Reader<T> reader, Runnable counting);
    }

    private <T> T send(Way way, Request request, ServiceRoot root, Reader<T> reader, Runnable counting) {
        try {
            return way.send(
                    call(request, root),
                    (reply, again) -> reader.read(new CloudReply(access, request, root.token(), reply, again)),
                    counting);
        } catch (NoResponseException e) {
            throw unreachable(request, e);
        }
    }

    /** Sends a body from a stream, once; see {@link HttpConnection#upload}. */
    CloudReply upload(Request request, ServiceRoot root, InputStream bytes, long length) {
        sent(request);
        try {
            return new CloudReply(
                    access, request, root.token(), connection.upload(call(request, root), bytes, length), false);
        } catch (NoResponseException e) {
            throw unreachable(request, e);
        }
    }

    private void sent(Request request) {
        count.sent(request.service(), request.method());
    }

    private HttpCall call(Request request, ServiceRoot root) {
        Map<String, String> headers = new LinkedHashMap<>(root.headers());
        if (root.token() != null) {
            headers.put("X-Auth-Token", root.token());
        }
        if (request.contentType() != null) {
            headers.put("Content-Type", request.contentType());
        }
        URI uri = URI.create(Addresses.withoutSlash(root.url())
                + request.path()
                + (request.query().isEmpty() ? "" : "?" + request.query()));
        return new HttpCall(
                request.method(), uri, headers, request.body(), request.isRepeatable(), source(request.service(), uri));
    }

    /** Where the operator finds the address of a service. */
    private String source(Service service, URI uri) {
        if (Addresses.sameHost(access.authUrl(), uri)) {
            return "auth_url in pumphouse.yaml";
        }
        if (access.endpoints().given().containsKey(service)) {
            return service + " of endpoints in pumphouse.yaml";
        }
        return service == Service.IDENTITY
                ? "the adminURL of Keystone in the cloud's catalog, where alone v2.0 lists users and projects; if it"
                        + " has another address that the agent or controller reaches, write that into pumphouse.yaml, for example"
                        + " endpoints: {identity: http://10.0.0.1:35357/v2.0}"
                : "the address comes from the cloud's catalog; endpoint_type chooses another, endpoints gives one";
    }

    CloudException.Unreachable unreachable(Request request, NoResponseException failure) {
        Details details = Details.of(access.name(), request, 0);
        return new CloudException.Unreachable(
                access.name() + ": " + failure.getMessage(), failure.mayHaveBeenDone() ? details.maybeDone() : details);
    }

    RequestCount count() {
        return count;
    }

    @Override
    public void close() {
        connection.close();
    }
}
