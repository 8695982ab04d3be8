package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The services of a cloud and their addresses, in the form of either API. */
public final class ServiceCatalog {
    /**
     * @param url address of the public and internal interface, {@code %(tenant_id)s} for the project's id; asked for at
     *     each use because the port is known only when the service's door is open
     * @param adminUrl address of the admin interface
     */
    private record Entry(String type, String name, Supplier<String> url, Supplier<String> adminUrl) {}

    private final String region;
    private final List<Entry> entries = new ArrayList<>();

    public ServiceCatalog(String region) {
        this.region = region;
    }

    public ServiceCatalog add(String type, String name, Supplier<String> url) {
        return add(type, name, url, url);
    }

    public ServiceCatalog add(String type, String name, Supplier<String> url, Supplier<String> adminUrl) {
        entries.add(new Entry(type, name, url, adminUrl));
        return this;
    }

    /** Takes a service out of the catalog, as in a cloud that does not run it. */
    public void remove(String type) {
        entries.removeIf(entry -> entry.type.equals(type));
    }

    public String region() {
        return region;
    }

    /** The catalog of a v3 token; an endpoint that needs a project is left out without one. */
    ArrayNode v3(String projectId) {
        ArrayNode catalog = WireJson.array();
        for (Entry entry : entries) {
            ArrayNode endpoints = WireJson.array();
            for (String face : List.of("public", "internal", "admin")) {
                String url = (face.equals("admin") ? entry.adminUrl : entry.url).get();
                if (projectId != null || !url.contains("%(")) {
                    endpoints.add(WireJson.object(
                            "id",
                            id(entry.type + face),
                            "interface",
                            face,
                            "region_id",
                            region,
                            "url",
                            filled(url, projectId),
                            "region",
                            region));
                }
            }
            catalog.add(WireJson.object(
                    "endpoints", endpoints, "id", id(entry.type), "type", entry.type, "name", entry.name));
        }
        return catalog;
    }

    /** The catalog of a v2.0 token. */
    ArrayNode v2(String projectId) {
        ArrayNode catalog = WireJson.array();
        for (Entry entry : entries) {
            ObjectNode endpoint = WireJson.object(
                    "adminURL",
                    filled(entry.adminUrl.get(), projectId),
                    "region",
                    region,
                    "internalURL",
                    filled(entry.url.get(), projectId),
                    "id",
                    id(entry.type),
                    "publicURL",
                    filled(entry.url.get(), projectId));
            catalog.add(WireJson.object(
                    "endpoints",
                    WireJson.array(endpoint),
                    "endpoints_links",
                    WireJson.array(),
                    "type",
                    entry.type,
                    "name",
                    entry.name));
        }
        return catalog;
    }

    private static String filled(String url, String projectId) {
        return projectId == null ? url : url.replace("%(tenant_id)s", projectId);
    }

    private static String id(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
