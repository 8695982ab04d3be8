package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.ArrayList;
import java.util.List;

/** What is in a domain and would be deleted with it, as Keystone asks nobody. */
public final class DomainContents {
    /**
     * One object in a domain.
     *
     * @param label for a person: {@code user dora}
     */
    public record Content(String id, String label) {}

    private static final List<String> SORTS = List.of("project", "user", "group", "role");

    /** So many are named. */
    private static final int NAMED = 3;

    private DomainContents() {}

    /**
     * All that is in it, a request each sort.
     *
     * @throws CloudException when a list is refused: then nobody can tell
     */
    public static List<Content> of(Cloud cloud, String domain) {
        List<Content> contents = new ArrayList<>();
        for (String sort : SORTS) {
            Request list = IdentityType.get("/" + sort + "s").query("domain_id", domain);
            for (ObjectNode each : cloud.list(list, sort + "s")) {
                if (domain.equals(Json.text(each, "domain_id"))) {
                    contents.add(new Content(Json.text(each, "id"), sort + ' ' + Json.text(each, "name")));
                }
            }
        }
        if (DomainDirectory.configuration(cloud, domain).isPresent()) {
            contents.add(new Content("", "a configuration of its own"));
        }
        return contents;
    }

    /** In a few words. */
    public static String told(List<Content> contents) {
        return "it still has "
                + FirstFew.of(contents.stream().map(Content::label).toList(), NAMED);
    }

    /** @throws NotBegun when anything is in it */
    static void requireNone(Cloud cloud, Resource domain) {
        List<Content> contents = of(cloud, domain.id());
        if (!contents.isEmpty()) {
            throw new NotBegun("stays: " + told(contents));
        }
    }
}
