package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Which version a Keystone speaks: by its address, or, when that says nothing, by what it says itself. */
final class Discovery {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Discovery() {}

    /**
     * A Keystone.
     *
     * @param url with the version, without a slash at the end
     * @param v2  whether that is 2.0
     */
    record Keystone(String url, boolean v2) {}

    static Keystone keystone(CloudAccess cloud, Wire wire) {
        String url = cloud.authUrl().replaceAll("/+$", "");
        if (url.endsWith("/v3")) {
            return new Keystone(url, false);
        }
        if (url.endsWith("/v2.0")) {
            return new Keystone(url, true);
        }
        // The address that the operator gave is kept, also when the document names another: behind a proxy it often does.
        boolean v3 = false;
        boolean v2 = false;
        for (JsonNode version : versions(cloud, wire, url)) {
            String id = version.path("id").asText();
            v3 |= id.startsWith("v3");
            v2 |= id.startsWith("v2");
        }
        if (!v3 && !v2) {
            throw new CloudException.Unreachable(cloud.name(), cloud.name() + ": what answers at " + url
                    + " is no Keystone of version 2.0 or 3. Check auth_url.");
        }
        return v3 ? new Keystone(url + "/v3", false) : new Keystone(url + "/v2.0", true);
    }

    private static JsonNode versions(CloudAccess cloud, Wire wire, String url) {
        HttpRequest get = HttpRequest.newBuilder(URI.create(url + "/")).header("Accept", Request.JSON).build();
        try {
            HttpResponse<byte[]> answer = wire.exchange(get); // 300 Multiple Choices, 200 behind some proxies
            return JSON.readTree(answer.body()).path("versions").path("values");
        } catch (Wire.NotSent e) {
            throw e.told();
        } catch (IOException e) {
            return JSON.createArrayNode(); // HTML, most likely: told as "no Keystone"
        }
    }
}
