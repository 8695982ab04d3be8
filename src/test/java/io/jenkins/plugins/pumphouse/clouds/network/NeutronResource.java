package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One kind of Neutron object: what every kind does the same way. */
abstract class NeutronResource {
    private static final String SERVICE = "neutron";

    final Network neutron;
    final Table table = new Table();
    final Attributes attributes;
    private final String key;
    private final String plural;
    private final String notFoundType;
    private final String notFoundText;

    /**
     * @param key the object's key in bodies, as {@code security_group}
     * @param notFoundType Neutron's exception for an id that does not exist
     * @param notFoundText its words with {@code %s} for the id
     */
    NeutronResource(Network neutron, String key, String plural, String notFoundType, String notFoundText) {
        this.neutron = neutron;
        this.key = key;
        this.plural = plural;
        this.notFoundType = notFoundType;
        this.notFoundText = notFoundText;
        this.attributes = new Attributes(neutron.release(), neutron.extensions);
    }

    String path() {
        return plural.replace('_', '-');
    }

    String key() {
        return key;
    }

    void addTo(Routes routes) {
        String all = "/v2.0/" + path();
        String one = all + "/{id}";
        routes.get(all, this::list)
                .post(all, this::create)
                .get(
                        one,
                        call -> Answer.ok(
                                WireJson.object(key, NetworkListing.fields(call, view(visible(call), call.caller())))))
                .put(one, this::update)
                .delete(one, call -> {
                    delete(own(call));
                    return Answer.noContent();
                });
        if (neutron.release().modern() && tagged()) {
            new Tags(this).addTo(routes, "/v2.0/" + tagPath() + "/{id}");
        }
    }

    /** Whether the kind tells its times and revision. */
    boolean stamped() {
        return true;
    }

    /** The collection below which its tags are. */
    String tagPath() {
        return path();
    }

    /** Whether the kind carries tags. */
    boolean tagged() {
        return true;
    }

    /** Whether the kind takes its tags with the request that creates. */
    boolean takesTagsAtCreation() {
        return false;
    }

    /** Completes and checks a new object whose attributes are filled; side effects come here too. */
    abstract void make(ObjectNode row, Call call);

    /** Checks and carries out a change of an object; {@code next} already has the changes. */
    abstract void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call);

    /** Refuses or cleans up before an object goes. */
    abstract void gone(ObjectNode row);

    /** Whether everybody sees the object. */
    boolean common(ObjectNode row) {
        return row.path("shared").asBoolean() || row.path("router:external").asBoolean();
    }

    ObjectNode view(ObjectNode row, TokenHolder caller) {
        ObjectNode view = attributes.view(row, caller);
        if (!neutron.extensions.has("standard-attr-tag")) {
            view.remove("tags");
        }
        if (view.has("shared") && isSharedByPolicies()) {
            view.put(
                    "shared",
                    row.path("shared").asBoolean()
                            || neutron.shares.isShared(WireJson.text(row, "id"), caller.projectId()));
        }
        return view;
    }

    /** An object in the answer to its creation; mostly what it is later. */
    ObjectNode born(ObjectNode row, TokenHolder caller) {
        return view(row, caller);
    }

    private Answer list(Call call) {
        beforeList(call);
        List<ObjectNode> rows = table.where(row -> call.caller().sees(WireJson.text(row, "tenant_id")) || common(row))
                .toList();
        return new NetworkListing(neutron, plural, attributes).answer(call, rows, row -> view(row, call.caller()));
    }

    /** Something that a list brings into being; nothing usually. */
    void beforeList(Call call) {}

    private Answer create(Call call) {
        if (call.json().get(plural) instanceof ArrayNode many) {
            if (many.isEmpty()) {
                throw Refused.badRequest("Resources required");
            }
            checkTogether(many);
            List<ObjectNode> made = new ArrayList<>();
            try {
                for (JsonNode wanted : many) {
                    made.add(createOne((ObjectNode) wanted, call));
                }
            } catch (Refused refused) {
                // A bulk request is one transaction.
                made.forEach(this::delete);
                throw refused;
            }
            return Answer.created(WireJson.object(
                    plural,
                    WireJson.arrayOf(
                            made.stream().map(row -> born(row, call.caller())).toList())));
        }
        if (!(call.json().get(key) instanceof ObjectNode wanted)) {
            throw Refused.badRequest("Unable to find '" + key + "' in request body");
        }
        return Answer.created(WireJson.object(key, born(createOne(wanted, call), call.caller())));
    }

    /** Refuses elements of a bulk request that do not go together; most kinds take any. */
    void checkTogether(ArrayNode many) {}

    ObjectNode createOne(ObjectNode wanted, Call call) {
        JsonNode given = takesTagsAtCreation() ? wanted.remove("tags") : null;
        JsonNode tags = given == null ? WireJson.array() : given;
        tags.forEach(tag -> {
            if (tag.asText().length() > neutron.longestTag()) {
                throw Refused.badRequest("Invalid input for tags. Reason: '" + tag.asText()
                        + "' exceeds maximum length of " + neutron.longestTag() + ".");
            }
        });
        ObjectNode filled = attributes.filled(wanted, call.caller());
        String owner = owner(wanted, call.caller());
        ObjectNode row = WireJson.object("id", UUID.randomUUID().toString(), "tenant_id", owner);
        row.setAll(filled);
        if (neutron.release().modern()) {
            row.put("project_id", owner);
            if (stamped()) {
                stamp(row);
                row.set("created_at", row.get("updated_at"));
                row.put("revision_number", 0);
            }
            if (tagged()) {
                row.set("tags", tags);
            }
        }
        if (!byService(call)) {
            neutron.quotas().claim(owner, key);
        }
        make(row, call);
        share(row);
        return table.add(row);
    }

    /** Networks since Liberty, QoS policies since Mitaka, pools and scopes since Ussuri. */
    private boolean isSharedByPolicies() {
        return neutron.extensions.has(
                switch (key) {
                    case "policy" -> "network-ip-availability";
                    case "subnetpool" -> "rbac-subnetpool";
                    case "address_scope" -> "rbac-address-scope";
                    default -> "rbac-policies";
                });
    }

    private void share(ObjectNode row) {
        if (row.has("shared") && isSharedByPolicies()) {
            neutron.shares.shareWithAll(key.equals("policy") ? "qos_policy" : key, row);
        }
    }

    /** Makes an object for a project in the service's own name: outside of any quota. */
    ObjectNode createByService(String project, ObjectNode wanted) {
        TokenHolder service = new TokenHolder(SERVICE, SERVICE, project, null, null, Set.of("admin"));
        return createOne(
                wanted, new Call("POST", path(), null, Map.of(), Map.of(), service, Map.of(), WireJson.object(), null));
    }

    static boolean byService(Call call) {
        return call.caller().userId().equals(SERVICE);
    }

    private static String owner(ObjectNode wanted, TokenHolder caller) {
        String asked = WireJson.has(wanted, "tenant_id")
                ? WireJson.text(wanted, "tenant_id")
                : WireJson.text(wanted, "project_id");
        if (asked != null && !asked.equals(caller.projectId()) && !caller.admin()) {
            throw Refused.badRequest(
                    "Specifying 'project_id' or 'tenant_id' other than the authenticated project in request requires"
                            + " admin privileges");
        }
        return asked == null ? caller.projectId() : asked;
    }

    private Answer update(Call call) {
        ObjectNode row = own(call);
        if (!(call.json().get(key) instanceof ObjectNode changes)) {
            throw Refused.badRequest("Unable to find '" + key + "' in request body");
        }
        attributes.checkChanges(changes, call.caller());
        ObjectNode next = row.deepCopy();
        next.setAll(changes);
        change(row, next, changes, call);
        row.setAll(next);
        if (changes.has("shared")) {
            share(row);
        }
        touch(row);
        return Answer.ok(WireJson.object(key, view(row, call.caller())));
    }

    void touch(ObjectNode row) {
        if (neutron.release().modern() && stamped()) {
            row.put("revision_number", row.path("revision_number").asInt() + 1);
            stamp(row);
        }
    }

    private void stamp(ObjectNode row) {
        row.put("updated_at", neutron.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    void delete(ObjectNode row) {
        gone(row);
        table.remove(WireJson.text(row, "id"));
        neutron.shares.forget(WireJson.text(row, "id"));
    }

    /** The object that the path names if the caller may see it. */
    ObjectNode visible(Call call) {
        return visible(call.segment("id"), call.caller());
    }

    ObjectNode visible(String id, TokenHolder caller) {
        ObjectNode row = table.get(id);
        if (row == null || !(caller.sees(WireJson.text(row, "tenant_id")) || common(row))) {
            throw notFound(id);
        }
        return row;
    }

    /** The object that the path names if it is the caller's to change. */
    ObjectNode own(Call call) {
        ObjectNode row = visible(call);
        if (!call.caller().sees(WireJson.text(row, "tenant_id"))) {
            throw new Refused(403, "PolicyNotAuthorized", "(rule:update_" + key + ") is disallowed by policy");
        }
        return row;
    }

    Refused notFound(String id) {
        return new Refused(404, notFoundType, String.format(notFoundText, id));
    }
}
