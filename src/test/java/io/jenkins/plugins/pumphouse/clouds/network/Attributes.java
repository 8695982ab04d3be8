package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a resource's requests may contain. Neutron refuses an attribute that it does not know, which old releases do
 * sooner.
 */
final class Attributes {
    private enum When {
        CREATE,
        ALWAYS,
        NEVER
    }

    private record Attribute(JsonNode preset, When when, boolean admin, String extension) {}

    private static final int LONGEST_TEXT = 255;
    private static final Set<String> REFERENCES =
            Set.of("network_id", "security_group_id", "floating_network_id", "port_id");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final CloudRelease release;
    private final Extensions extensions;
    private final Map<String, Attribute> known = new LinkedHashMap<>();
    private String extension;

    Attributes(CloudRelease release, Extensions extensions) {
        this.release = release;
        this.extensions = extensions;
    }

    /** Further attributes that a Neutron with an extension has, and another neither shows nor takes. */
    Attributes with(String alias, Consumer<Attributes> more) {
        extension = alias;
        more.accept(this);
        extension = null;
        return this;
    }

    private boolean offered(Attribute attribute) {
        return attribute != null && (attribute.extension == null || extensions.has(attribute.extension));
    }

    /** Must be given on creation and stays. */
    Attributes required(String name) {
        return put(name, null, When.CREATE, false);
    }

    /** May be given on creation and stays. */
    Attributes fixed(String name, Object preset) {
        return put(name, WireJson.node(preset), When.CREATE, false);
    }

    /** May be given and changed. */
    Attributes field(String name, Object preset) {
        return put(name, WireJson.node(preset), When.ALWAYS, false);
    }

    /** May be given and changed by an administrator only, and is hidden from all others. */
    Attributes adminField(String name, Object preset) {
        return put(name, WireJson.node(preset), When.ALWAYS, true);
    }

    /** Set by the service alone. */
    Attributes shown(String name, Object preset) {
        return put(name, WireJson.node(preset), When.NEVER, false);
    }

    /** Further attributes of a modern release. */
    Attributes modern(Consumer<Attributes> more) {
        if (release.modern()) {
            more.accept(this);
        }
        return this;
    }

    private Attributes put(String name, JsonNode preset, When when, boolean admin) {
        known.put(name, new Attribute(preset, when, admin, extension));
        return this;
    }

    /** The wanted object with every attribute that was not given at its preset. */
    ObjectNode filled(ObjectNode wanted, TokenHolder caller) {
        check(wanted, caller, true);
        ObjectNode row = WireJson.object();
        known.forEach((name, attribute) -> {
            if (wanted.has(name)) {
                row.set(name, wanted.get(name));
            } else if (attribute.preset == null) {
                throw Refused.badRequest("Failed to parse request. Required attribute '" + name + "' not specified");
            } else {
                row.set(name, attribute.preset.deepCopy());
            }
        });
        return row;
    }

    /** Refuses changes of what does not exist, may not change, or is not the caller's to change. */
    void checkChanges(ObjectNode changes, TokenHolder caller) {
        check(changes, caller, false);
    }

    private void check(ObjectNode body, TokenHolder caller, boolean creation) {
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            String name = field.getKey();
            Attribute attribute = known.get(name);
            boolean owner = name.equals("tenant_id") || name.equals("project_id") && release.modern();
            if (owner && creation) {
                continue;
            }
            if (!offered(attribute)) {
                unknown.add(name);
            } else if (attribute.when == When.NEVER || (!creation && attribute.when == When.CREATE)) {
                throw Refused.badRequest(
                        creation
                                ? "Attribute '" + name + "' not allowed in POST"
                                : "Cannot update read-only attribute " + name);
            } else if (attribute.admin && !caller.admin()) {
                throw new Refused(403, "PolicyNotAuthorized", "(rule:create_" + name + ") is disallowed by policy");
            }
            form(name, field.getValue());
        }
        if (!unknown.isEmpty()) {
            throw Refused.badRequest("Unrecognized attribute(s) '" + String.join(", ", unknown) + "'");
        }
    }

    private static void form(String name, JsonNode value) {
        if (value.isTextual() && value.asText().length() > LONGEST_TEXT) {
            throw Refused.badRequest("Invalid input for " + name + ". Reason: '" + value.asText()
                    + "' exceeds maximum length of " + LONGEST_TEXT + ".");
        }
        if (REFERENCES.contains(name)
                && value.isTextual()
                && !UUID_FORM.matcher(value.asText()).matches()) {
            throw Refused.badRequest(
                    "Invalid input for " + name + ". Reason: '" + value.asText() + "' is not a valid UUID.");
        }
    }

    /** What the caller may see of an object. */
    ObjectNode view(ObjectNode row, TokenHolder caller) {
        ObjectNode view = row.deepCopy();
        known.forEach((name, attribute) -> {
            if (!offered(attribute) || attribute.admin && !caller.admin()) {
                view.remove(name);
            }
        });
        return view;
    }

    /** Whether a list may be filtered by an attribute. */
    boolean filterable(String name) {
        return known.containsKey(name)
                || Set.of("id", "tenant_id").contains(name)
                || release.modern()
                        && Set.of("project_id", "description", "revision_number")
                                .contains(name);
    }
}
