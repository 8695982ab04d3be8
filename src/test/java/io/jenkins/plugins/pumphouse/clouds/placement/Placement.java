package io.jenkins.plugins.pumphouse.clouds.placement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.placement.Providers.Provider;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Placement with microversions up to 1.39: providers, their trees, their allocations. */
public final class Placement extends CloudService {
    private static final String MAXIMUM = "1.39";
    private static final String PREFIX = "placement ";
    private static final int TREES = 14;
    private static final int FORBIDDEN_TRAITS = 22;
    private static final int ALL_CLASSES = 27;
    private static final int CANDIDATES_OF_A_TREE = 31;
    private static final Set<String> FILTERS =
            Set.of("name", "uuid", "in_tree", "member_of", "resources", "required", "limit");
    private static final Map<Integer, String> TITLES =
            Map.of(400, "Bad Request", 403, "Forbidden", 404, "Not Found", 405, "Method Not Allowed", 409, "Conflict");
    private static final Map<Integer, String> EXPLANATIONS = Map.of(
            400,
            "The server could not comply with the request since it is either malformed or otherwise incorrect.",
            403,
            "Access was denied to this resource.",
            404,
            "The resource could not be found.",
            409,
            "There was a conflict when trying to complete your request.");

    private final Providers providers;

    public Placement(World world, Providers providers) {
        super(world);
        this.providers = providers;
        routes().open(
                        "GET",
                        "/",
                        call -> Answer.ok(WireJson.object(
                                "versions",
                                WireJson.array(WireJson.object(
                                        "id",
                                        "v1.0",
                                        "max_version",
                                        MAXIMUM,
                                        "min_version",
                                        "1.0",
                                        "status",
                                        "CURRENT",
                                        "links",
                                        WireJson.array(WireJson.object("rel", "self", "href", "")))))))
                .get("/resource_providers", this::list)
                .get("/traits", this::traits)
                .get(
                        "/resource_providers/{id}",
                        call -> Answer.ok(shown(call, of(call, "No resource provider with uuid %s found"))))
                .get("/allocation_candidates", this::candidates)
                .delete("/resource_providers/{id}", this::delete)
                .get("/resource_providers/{id}/allocations", this::allocations);
    }

    private Answer list(Call call) {
        admin(call);
        for (String name : call.query().keySet()) {
            if (!FILTERS.contains(name)) {
                throw Refused.badRequest("Invalid query string parameters: Additional properties are not allowed ('"
                        + name + "' was unexpected)");
            }
        }
        return Answer.ok(WireJson.object(
                "resource_providers",
                WireJson.arrayOf(providers.all().stream()
                        .filter(each ->
                                call.query("name") == null || each.name().equals(call.query("name")))
                        .filter(each -> call.query("uuid") == null || each.id().equals(call.query("uuid")))
                        .filter(each -> call.query("in_tree") == null || isInTree(each, call.query("in_tree")))
                        .filter(each -> call.query("resources") == null || has(each, call.query("resources")))
                        .map(each -> shown(call, each))
                        .toList())));
    }

    /** Since 1.6; with {@code associated} those that a provider has. */
    private Answer traits(Call call) {
        admin(call);
        if (minor(call) < 6) {
            throw Refused.notFound("The resource could not be found.");
        }
        return Answer.ok(WireJson.object("traits", WireJson.node(providers.traits())));
    }

    /** Whether a provider has so much of all that is asked left (since 1.4). */
    private boolean has(Provider provider, String resources) {
        for (String part : resources.split(",")) {
            String name = part.substring(0, part.indexOf(':'));
            if (!providers.isClass(name)) {
                throw Refused.badRequest(
                        "Invalid resource class in resources parameter: No such resource class " + name + ".");
            }
            if (providers.free(provider, name) < Long.parseLong(part.substring(part.indexOf(':') + 1))) {
                return false;
            }
        }
        return true;
    }

    private boolean isInTree(Provider provider, String member) {
        return providers
                .byId(member)
                .map(providers::root)
                .filter(root -> root.equals(providers.root(provider)))
                .isPresent();
    }

    private ObjectNode shown(Call call, Provider provider) {
        int minor = minor(call);
        ObjectNode row = WireJson.object(
                "uuid", provider.id(), "name", provider.name(), "generation", 1, "links", links(minor, provider));
        if (minor >= TREES) {
            row.put("parent_provider_uuid", provider.parent()).put("root_provider_uuid", providers.root(provider));
        }
        return row;
    }

    private static ArrayNode links(int minor, Provider provider) {
        String self = "/resource_providers/" + provider.id();
        ArrayNode links = WireJson.array(WireJson.object("rel", "self", "href", self));
        Map<String, Integer> since =
                new TreeMap<>(Map.of("inventories", 0, "usages", 0, "aggregates", 1, "traits", 6, "allocations", 11));
        since.forEach((rel, from) -> {
            if (minor >= from) {
                links.add(WireJson.object("rel", rel, "href", self + "/" + rel));
            }
        });
        return links;
    }

    private Answer allocations(Call call) {
        ObjectNode allocations = WireJson.object();
        providers
                .allocations(of(call, "Resource provider '%1$s' not found: No resource provider with uuid %1$s found"))
                .forEach((consumer, resources) -> {
                    ObjectNode allocation = WireJson.object("resources", resources);
                    if (minor(call) >= 28) {
                        allocation.put("consumer_generation", 1);
                    }
                    allocations.set(consumer, allocation);
                });
        return Answer.ok(WireJson.object("allocations", allocations, "resource_provider_generation", 1));
    }

    /** The hypervisors with room for what is asked, as their inventories and allocations tell (since 1.10). */
    private Answer candidates(Call call) {
        admin(call);
        if (minor(call) < 10) {
            throw Refused.notFound("The resource could not be found.");
        }
        Map<String, Integer> wanted = new TreeMap<>();
        for (String part : String.valueOf(call.query("resources")).split(",")) {
            String[] pair = part.split(":");
            if (pair.length != 2 || !pair[1].matches("[1-9]\\d*")) {
                throw Refused.badRequest(
                        "Badly formed resources parameter. Expected resources query string parameter in form:"
                                + " ?resources=VCPU:2,MEMORY_MB:1024. Got: " + call.query("resources"));
            }
            wanted.put(pair[0], Integer.parseInt(pair[1]));
        }
        boolean serving = call.query("required") != null;
        if (serving && minor(call) < FORBIDDEN_TRAITS) {
            throw Refused.badRequest("Invalid query string parameters: 'required' does not match");
        }
        if (serving && !call.query("required").equals("!COMPUTE_STATUS_DISABLED")) {
            throw Refused.badRequest("No such trait(s): " + call.query("required") + ".");
        }
        String tree = call.query("in_tree");
        if (tree != null && minor(call) < CANDIDATES_OF_A_TREE) {
            throw Refused.badRequest("Invalid query string parameters: 'in_tree' was unexpected");
        }
        List<Provider> fitting = providers.all().stream()
                .filter(each -> tree == null || isInTree(each, tree))
                .filter(each -> each.parent() == null
                        && !(serving && providers.isDisabled(each))
                        && wanted.entrySet().stream()
                                .allMatch(one -> providers.free(each, one.getKey()) >= one.getValue()))
                .limit(call.query("limit") == null ? Long.MAX_VALUE : Long.parseLong(call.query("limit")))
                .toList();
        ObjectNode summaries = WireJson.object();
        fitting.forEach(each -> {
            ObjectNode resources = providers.summary(each);
            if (minor(call) < ALL_CLASSES) {
                resources.retain(wanted.keySet());
            }
            summaries.set(each.id(), WireJson.object("resources", resources));
        });
        List<ObjectNode> requests = fitting.stream()
                .map(each -> WireJson.object(
                        "allocations", WireJson.object(each.id(), WireJson.object("resources", WireJson.node(wanted)))))
                .toList();
        return Answer.ok(
                WireJson.object("allocation_requests", WireJson.arrayOf(requests), "provider_summaries", summaries));
    }

    private Answer delete(Call call) {
        Provider provider = of(call, "No resource provider with uuid %s found for delete");
        if (!providers.allocations(provider).isEmpty()) {
            throw Refused.conflict(
                    "Unable to delete resource provider " + provider.id() + ": Resource provider has allocations.");
        }
        if (providers.isParent(provider)) {
            throw Refused.conflict("Unable to delete parent resource provider " + provider.id()
                    + ": It has child resource providers.");
        }
        providers.remove(provider);
        return Answer.noContent();
    }

    /** @param words what is said of a provider that is not there, with its id to be filled in */
    private Provider of(Call call, String words) {
        admin(call);
        String id = call.segment("id");
        return providers.byId(id).orElseThrow(() -> Refused.notFound(words.formatted(id)));
    }

    private static void admin(Call call) {
        if (!call.caller().admin()) {
            throw Refused.forbidden("placement:resource_providers: not permitted");
        }
    }

    private static int minor(Call call) {
        String asked = call.header("OpenStack-API-Version");
        return asked == null || !asked.startsWith(PREFIX) ? 0 : Integer.parseInt(asked.replaceFirst(".*\\.", ""));
    }

    @Override
    public String type() {
        return "placement";
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        if (refused.status() == 401) {
            return unauthorized(refused);
        }
        String words = refused.isUnrouted() ? "" : refused.getMessage();
        Answer answer = Answer.of(
                refused.status(),
                WireJson.object(
                        "errors",
                        List.of(WireJson.object(
                                "status",
                                refused.status(),
                                "title",
                                TITLES.getOrDefault(refused.status(), "Error"),
                                "detail",
                                EXPLANATIONS.getOrDefault(refused.status(), "") + "\n\n " + words + "  ",
                                "request_id",
                                "req-" + UUID.randomUUID()))));
        return refused.isUnrouted() ? answer : varying(answer);
    }

    @Override
    protected Answer dress(Call call, Answer answer) {
        return answer.status() == 401
                ? answer
                : (answer.status() < 400 ? varying(answer) : answer)
                        .header("OpenStack-API-Version", PREFIX + "1." + minor(call));
    }

    private static Answer varying(Answer answer) {
        return answer.header("Vary", "openstack-api-version");
    }

    @Override
    protected Map<String, String> headersFromInside() {
        return Map.of("openstack-api-version", PREFIX + MAXIMUM);
    }
}
