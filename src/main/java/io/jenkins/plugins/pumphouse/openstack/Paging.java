package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Where the next page of a list is; each service says it in its own way. */
final class Paging {
    private Paging() {}

    /**
     * The address of the next page.
     *
     * @param page a page of a list
     * @param key  under which it holds the objects
     * @return absolute or relative to the service's host; empty on the last page
     */
    static Optional<String> next(ObjectNode page, String key) {
        if (page.path("next").isTextual()) { // Glance
            return Optional.of(page.path("next").asText());
        }
        if (page.path("links").path("next").isTextual()) { // Keystone v3
            return Optional.of(page.path("links").path("next").asText());
        }
        for (JsonNode link : page.path(key + "_links")) { // Nova, Neutron, Cinder
            if (link.path("rel").asText().equals("next")) {
                return Optional.of(link.path("href").asText());
            }
        }
        return Optional.empty();
    }
}
