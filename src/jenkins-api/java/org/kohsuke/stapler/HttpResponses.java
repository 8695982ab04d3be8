package org.kohsuke.stapler;

import java.net.URL;

public class HttpResponses {
    public static HttpResponse staticResource(URL resource) {
        return new StaticResource(resource);
    }

    public record StaticResource(URL resource) implements HttpResponse {}
}
