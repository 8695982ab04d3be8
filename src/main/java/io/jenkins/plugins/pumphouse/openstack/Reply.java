package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.StatusText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.openstack4j.core.transport.ExecutionOptions;
import org.openstack4j.core.transport.HttpEntityHandler;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/** An answer whose body is still to be read; the form that openstack4j asks of a connector. */
final class Reply implements HttpResponse {

    private final java.net.http.HttpResponse<ReplyBody> answer;
    private final Map<String, String> headers;

    Reply(java.net.http.HttpResponse<ReplyBody> answer) {
        this.answer = answer;
        Map<String, String> first = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().map().forEach((name, values) -> first.put(name, values.get(0)));
        this.headers = Collections.unmodifiableMap(first);
    }

    URI uri() {
        return answer.uri();
    }

    @Override
    public int getStatus() {
        return answer.statusCode();
    }

    /** The usual words of the status; java.net.http does not keep those of the service. */
    @Override
    public String getStatusMessage() {
        return StatusText.of(getStatus());
    }

    @Override
    public String getContentType() {
        return header("Content-Type");
    }

    @Override
    public String header(String name) {
        return headers.get(name);
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public ReplyBody getInputStream() {
        return answer.body();
    }

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
            return ObjectMapperSingleton.getContext(type).readerFor(type).readValue(getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        answer.body().close();
    }
}
