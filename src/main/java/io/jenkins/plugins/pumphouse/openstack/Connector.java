package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.openstack4j.core.transport.HttpExecutorService;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/**
 * openstack4j's way to HTTP, found by its {@code ServiceLoader}. Holds no state: the connections are those of the
 * {@link CloudConnection} that the request's configuration names, so a request can only reach the cloud that it was
 * made for.
 */
public final class Connector implements HttpExecutorService {

    /** For {@code ServiceLoader}. */
    public Connector() {}

    @Override
    public String getExecutorDisplayName() {
        return "Pumphouse on java.net.http";
    }

    /**
     * @throws IllegalStateException when the request belongs to no cloud
     * @throws Unanswered when no answer came
     */
    @Override
    public <R> HttpResponse execute(HttpRequest<R> request) {
        if (!(request.getConfig().getEndpointURLResolver() instanceof CloudConnection line)) {
            throw new IllegalStateException("A request that belongs to no cloud was not sent: " + request.getMethod());
        }
        var outgoing = java.net.http.HttpRequest.newBuilder(URI.create(request.getUrl()))
                .header("Accept", "application/json")
                .header("User-Agent", "pumphouse");
        request.getHeaders().forEach((name, value) -> outgoing.setHeader(name, String.valueOf(value)));
        String method = request.getMethod().name();
        if (request.getEntity() instanceof InputStream bytes) {
            return line.upload(outgoing.setHeader("Content-Type", request.getContentType()), method, bytes);
        }
        String json = json(request);
        if (json != null) {
            outgoing.setHeader("Content-Type", request.getContentType());
        }
        BodyPublisher body =
                json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json, StandardCharsets.UTF_8);
        return line.send(outgoing.method(method, body));
    }

    /** Null when the request has no body. */
    private static String json(HttpRequest<?> request) {
        Object entity = request.getEntity();
        if (entity == null) {
            return request.hasJson() ? request.getJson() : null;
        }
        try {
            return ObjectMapperSingleton.getContext(entity.getClass()).writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
