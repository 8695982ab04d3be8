package org.kohsuke.stapler;

import java.net.URL;

public class HttpResponses {
    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {
        private static final long serialVersionUID = 1L;
    }

    public static HttpResponse staticResource(URL resource) {
        return new StaticResource(resource);
    }

    public static HttpResponse text(String text) {
        return new Text(text);
    }

    public static HttpResponseException notFound() {
        return new Status(404);
    }

    public record Text(String text) implements HttpResponse {}

    public record StaticResource(URL resource) implements HttpResponse {}

    public static final class Status extends HttpResponseException {
        private static final long serialVersionUID = 1L;

        public final int code;

        Status(int code) {
            this.code = code;
        }
    }
}
