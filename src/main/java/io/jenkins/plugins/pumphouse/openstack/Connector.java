package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.openstack4j.core.transport.ExecutionOptions;
import org.openstack4j.core.transport.HttpEntityHandler;
import org.openstack4j.core.transport.HttpExecutorService;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/**
 * How openstack4j speaks HTTP: through the {@link Wire} of the cloud that is being logged in to. Found by its
 * {@code ServiceLoader}, so public and with a constructor without arguments.
 *
 * <p>A refusal is thrown here, in our words, before openstack4j can lose what the service said.
 */
public final class Connector implements HttpExecutorService {
    /** Which cloud this thread logs in to; openstack4j has no place to hand it through. */
    private static final ThreadLocal<Line> CURRENT = new ThreadLocal<>();

    private record Line(CloudAccess cloud, Wire wire) {}

    /** Does {@code login}, whose requests go to {@code cloud}. */
    static <T> T to(CloudAccess cloud, Wire wire, Supplier<T> login) {
        CURRENT.set(new Line(cloud, wire));
        try {
            return login.get();
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public <R> HttpResponse execute(org.openstack4j.core.transport.HttpRequest<R> request) {
        Line line = CURRENT.get();
        if (line == null) {
            throw new IllegalStateException("openstack4j was called outside of a login: " + request.getUrl());
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.getUrl()));
        request.getHeaders().forEach((name, value) -> builder.header(name, String.valueOf(value)));
        builder.header("Content-Type", Request.JSON).header("Accept", Request.JSON);
        builder.method(request.getMethod().name(), HttpRequest.BodyPublishers.ofString(body(request)));
        java.net.http.HttpResponse<byte[]> answer;
        try {
            answer = line.wire.exchange(builder.build());
        } catch (Wire.NotSent e) {
            throw e.told();
        }
        if (answer.statusCode() >= 400) {
            throw Fault.of(line.cloud, "login at " + request.getUrl(), answer.statusCode(), answer.body(),
                    answer.headers().firstValue("x-openstack-request-id").orElse(null));
        }
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }

    private static String body(org.openstack4j.core.transport.HttpRequest<?> request) {
        if (request.getEntity() == null) {
            return request.hasJson() ? request.getJson() : "";
        }
        try {
            ObjectWriter writer = ObjectMapperSingleton.getContext(request.getEntity().getClass())
                    .writer()
                    .without(SerializationFeature.INDENT_OUTPUT);
            return writer.writeValueAsString(request.getEntity());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A login cannot be written as JSON", e);
        }
    }

    @Override
    public String getExecutorDisplayName() {
        return "Pumphouse";
    }

    /** An answer in openstack4j's form. */
    private record Answer(int status, HttpHeaders head, byte[] body) implements HttpResponse {
        @Override
        public <T> T getEntity(Class<T> type) {
            return getEntity(type, null);
        }

        @Override
        public <T> T getEntity(Class<T> type, ExecutionOptions<T> options) {
            return HttpEntityHandler.handle(this, type, options, true);
        }

        @Override
        public <T> T readEntity(Class<T> type) {
            try {
                return ObjectMapperSingleton.getContext(type).readerFor(type).readValue(body);
            } catch (IOException e) {
                throw new CloudException.ServiceFault("", status, "",
                        "What answered the login is no Keystone: " + e.getClass().getSimpleName() + ". Check auth_url.");
            }
        }

        @Override
        public int getStatus() {
            return status;
        }

        @Override
        public String getContentType() {
            return header("content-type");
        }

        @Override
        public String getStatusMessage() {
            return Integer.toString(status);
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public String header(String name) {
            return head.firstValue(name).orElse(null);
        }

        @Override
        public Map<String, String> headers() {
            Map<String, String> first = new HashMap<>();
            head.map().forEach((name, values) -> first.put(name, values.get(0)));
            return first;
        }

        @Override
        public void close() {
            // the body was read whole
        }
    }
}
