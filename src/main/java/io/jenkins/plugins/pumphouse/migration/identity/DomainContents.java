package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What is in a domain and would be deleted with it, as Keystone asks nobody. */
public final class DomainContents {
    /**
     * One object in a domain.
     *
     * @param label for a person: {@code user dora}
     */
    public record Content(String id, String label) {}

    /**
     * One list of Keystone.
     *
     * @param usual whether every Keystone of v3 has it
     */
    private record Sort(String path, String key, String word, boolean usual) {}

    private static final List<Sort> SORTS = List.of(
            new Sort("/projects", "projects", "project", true),
            new Sort("/users", "users", "user", true),
            new Sort("/groups", "groups", "group", true),
            new Sort("/roles", "roles", "role", true),
            new Sort("/OS-FEDERATION/identity_providers", "identity_providers", "identity provider", false),
            new Sort("/limits", "limits", "limit", false));

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
        for (Sort sort : SORTS) {
            for (ObjectNode each : listed(cloud, sort, domain)) {
                if (domain.equals(Json.text(each, "domain_id"))) {
                    contents.add(new Content(Json.text(each, "id"), sort.word() + ' ' + name(each)));
                }
            }
        }
        if (DomainDirectory.configuration(cloud, domain).isPresent()) {
            contents.add(new Content("", "a configuration of its own"));
        }
        return contents;
    }

    private static List<ObjectNode> listed(Cloud cloud, Sort sort, String domain) {
        try {
            return cloud.list(IdentityType.get(sort.path()).query("domain_id", domain), sort.key());
        } catch (CloudException.NotFound e) {
            if (sort.usual()) {
                throw e;
            }
            return List.of(); // an older Keystone, or one without federation
        }
    }

    private static String name(ObjectNode object) {
        return Stream.of("name", "resource_name", "id")
                .map(field -> Json.text(object, field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
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
