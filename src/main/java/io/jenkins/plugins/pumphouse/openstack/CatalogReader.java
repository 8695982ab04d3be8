package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.openstack.Catalog.Endpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the catalog that comes with a token, entry by entry. openstack4j's model reads it as a whole and fails as a
 * whole, so one {@code ws://} or one service without endpoints, which is not used, would prevent the log-in. An entry
 * that cannot be used is kept with the reason, for the message of a call that needs it.
 */
final class CatalogReader {

    private final List<Endpoint> endpoints = new ArrayList<>();

    private CatalogReader() {}

    /** @param catalog {@code token.catalog}; anything else than a list counts as an empty one */
    static List<Endpoint> v3(JsonNode catalog) {
        CatalogReader reader = new CatalogReader();
        for (JsonNode service : catalog) {
            for (JsonNode endpoint : reader.endpoints(service)) {
                String word = text(endpoint, "interface");
                reader.add(service, endpoint, kind(word), word, text(endpoint, "url"));
            }
        }
        return reader.endpoints;
    }

    /** @param catalog {@code access.serviceCatalog}; anything else than a list counts as an empty one */
    static List<Endpoint> v2(JsonNode catalog) {
        CatalogReader reader = new CatalogReader();
        for (JsonNode service : catalog) {
            for (JsonNode endpoint : reader.endpoints(service)) {
                for (Interface kind : Interface.values()) {
                    String url = text(endpoint, kind + "URL");
                    if (url != null) {
                        reader.add(service, endpoint, kind, null, url);
                    }
                }
            }
        }
        return reader.endpoints;
    }

    private JsonNode endpoints(JsonNode service) {
        JsonNode all = service.path("endpoints");
        if (!all.isArray() || all.isEmpty()) {
            endpoints.add(
                    new Endpoint(type(service), null, null, null, "the entry names no address", text(service, "id")));
        }
        return all;
    }

    private void add(JsonNode service, JsonNode endpoint, Interface kind, String word, String url) {
        String region = text(endpoint, "region");
        String problem = url == null
                ? "the entry names no address"
                : kind == null ? "its interface is \"" + word + "\", not public, internal or admin" : problem(url);
        endpoints.add(new Endpoint(
                type(service),
                region == null ? text(endpoint, "region_id") : region,
                kind,
                url == null ? null : url.strip(),
                problem,
                text(service, "id")));
    }

    private static String type(JsonNode service) {
        String type = text(service, "type");
        return type == null ? "" : type.strip();
    }

    /** As v3 says it, and as v2.0 did, which old catalogs were copied from. */
    private static Interface kind(String word) {
        for (Interface kind : Interface.values()) {
            if (word != null && (word.equalsIgnoreCase(kind.toString()) || word.equalsIgnoreCase(kind + "URL"))) {
                return kind;
            }
        }
        return null;
    }

    /** Why requests cannot be sent to an address; null when they can. */
    static String problem(String address) {
        URI uri;
        try {
            uri = URI.create(address.strip());
        } catch (IllegalArgumentException e) {
            return "that is not an address";
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return "that is no address of HTTP";
        }
        if (uri.getHost() != null) {
            return uri.getPort() > 65_535 ? "there is no port " + uri.getPort() : null;
        }
        return uri.getRawAuthority() != null && uri.getRawAuthority().contains("_")
                ? "a host name must not have \"_\" in it, Java sends nothing to such an address"
                : "that address has no host";
    }

    /** Null for anything else than a text with something in it. */
    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }
}
