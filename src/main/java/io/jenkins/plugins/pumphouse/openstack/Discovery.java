package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.http.StatusText;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Finds which Keystone is at an address: by the version at its end, or by asking it. */
final class Discovery {

    // Keystone says "stable", since Newton also "CURRENT" like the others; v3 was "beta" in Folsom, where it must not
    // be used.
    private static final Set<String> USABLE = Set.of("stable", "current", "supported", "deprecated");

    private Discovery() {}

    /** @param root the address with the version, without a slash at the end */
    record Found(String root, boolean v2) {}

    /** @throws CloudException when the address is no Keystone's */
    static Found find(CloudAccess access, CloudHttp http) {
        String url = withoutTokens(Addresses.withoutSlash(access.authUrl().strip()));
        String problem = CatalogReader.problem(url);
        if (problem != null) {
            throw noKeystone(
                    access, "is not an address that can be used: " + problem, "Write it like http://10.0.0.1:5000/v3.");
        }
        if (url.endsWith("/v3")) {
            return new Found(url, false);
        }
        if (url.endsWith("/v2.0")) {
            return new Found(url, true);
        }
        return http.send(Request.get(Service.IDENTITY, "/"), ServiceRoot.of(url, null), reply -> {
            // 300 Multiple Choices is Keystone's usual answer to this request.
            if (reply.status() > 300) {
                throw refused(access, url, reply.refusal());
            }
            return choose(access, url, reply.object().json());
        });
    }

    /** Examples of curl show where a token is asked for; the address is what stands before that. */
    private static String withoutTokens(String url) {
        for (String path : List.of("/v3/auth/tokens", "/v2.0/tokens")) {
            if (url.endsWith(path)) {
                return url.substring(0, url.length() - path.length() + path.indexOf('/', 1));
            }
        }
        return url;
    }

    /** A service that does not show its versions need not be asked when the operator writes one. */
    private static CloudException refused(CloudAccess access, String url, Refusal refusal) {
        CloudException said = refusal.asException(access, null);
        if (refusal.status() < 400 || refusal.status() >= 500) {
            return said;
        }
        return new CloudException.ServiceFault(
                access.name() + ": GET " + url + "/ -> " + StatusText.line(refusal.status())
                        + (refusal.fault().words().isEmpty()
                                ? ""
                                : ": " + refusal.fault().words())
                        + ". It does not tell which versions of Keystone it"
                        + " has. Correct auth_url, or write the version at its end: " + url + "/v3, or " + url
                        + "/v2.0 for a cloud up to Mitaka.",
                refusal.details(access));
    }

    /**
     * The links in the document are not followed: behind a proxy they name an address that only the cloud itself knows.
     */
    private static Found choose(CloudAccess access, String url, JsonNode document) {
        JsonNode versions = document.path("versions").has("values")
                ? document.path("versions").path("values")
                : document.path("versions");
        List<String> ids = StreamSupport.stream(versions.spliterator(), false)
                .filter(version ->
                        USABLE.contains(version.path("status").asText().toLowerCase(java.util.Locale.ROOT)))
                .map(version -> version.path("id").asText())
                .toList();
        if (ids.stream().anyMatch(id -> id.startsWith("v3"))) {
            return new Found(url + "/v3", false);
        }
        if (ids.stream().anyMatch(id -> id.startsWith("v2"))) {
            return new Found(url + "/v2.0", true);
        }
        throw noKeystone(
                access,
                "is not the address of a Keystone with v3 or v2.0" + (ids.isEmpty() ? "" : ", it offers " + ids),
                "Write Keystone's public address, such as http://10.0.0.1:5000/v3.");
    }

    private static CloudException.ServiceFault noKeystone(CloudAccess access, String what, String advice) {
        return new CloudException.ServiceFault(
                access.name() + ": auth_url \"" + access.authUrl() + "\" " + what + ". " + advice,
                new CloudException.Details(access.name(), Service.IDENTITY, null, null, 0, "", null));
    }
}
