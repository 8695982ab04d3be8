package io.jenkins.plugins.pumphouse.clouds.balancer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Octavia (Load Balancer API v2.15) with the rules that a client meets: a load balancer and all its parts are immutable
 * (409) until its last change has been carried out, parts refuse fields that they do not know, and members and rules
 * are listed below what they belong to.
 */
public final class Octavia extends CloudService {
    private static final String ROOT = "/v2.0/lbaas/";
    private static final String STATUS = "provisioning_status";
    private static final String OWNER = "loadbalancer";

    private static final TokenHolder ADMINISTRATOR =
            new TokenHolder("admin", "admin", "admin", "admin", null, Set.of("admin"));

    private final Table balancers = new Table();
    private final Table parts = new Table();
    private final BalancerQuotas quotas = new BalancerQuotas();
    private boolean broken;

    public Octavia(World world) {
        super(world);
        String all = ROOT + "loadbalancers";
        routes().get(all, call -> list("loadbalancers", balancers.all().stream(), call))
                .post(all, this::create)
                .get(all + "/{id}", call -> Answer.ok(WireJson.object(OWNER, shown(balancer(call)))))
                .put(all + "/{id}", this::change)
                .delete(all + "/{id}", this::delete);
        quotas.addTo(routes(), ROOT);
        for (Sort sort : Sort.values()) {
            String collection = ROOT + sort.path;
            routes().get(collection, call -> list(sort.plural, of(sort, call), call))
                    .post(collection, call -> add(sort, call))
                    .get(collection + "/{id}", call -> Answer.ok(WireJson.object(sort.single, shown(part(sort, call)))))
                    .put(collection + "/{id}", call -> change(sort, call))
                    .delete(collection + "/{id}", call -> remove(sort, call));
        }
    }

    /** Whether every later change of a load balancer ends in ERROR. */
    public void breaks(boolean everything) {
        world.locked(() -> {
            broken = everything;
        });
    }

    /** Its quotas are called as those of Queens. */
    public void quotasAsInQueens() {
        world.locked(quotas::asInQueens);
    }

    /** Asks from inside, as an administrator, for whom nothing takes time. */
    public JsonNode inside(String method, String path, JsonNode body) {
        JsonNode answer = ask(ADMINISTRATOR, method, ROOT + path, body);
        world.skip(world.behaviour().boot());
        return answer;
    }

    /** The objects of a list, whole. */
    public List<JsonNode> inside(String path, String key) {
        List<JsonNode> all = new ArrayList<>();
        inside("GET", path, null).path(key).forEach(all::add);
        return all;
    }

    private Stream<ObjectNode> of(Sort sort, Call call) {
        return parts.all().stream()
                .filter(part -> WireJson.text(part, "sort").equals(sort.name()))
                .filter(part -> !sort.nested() || WireJson.text(part, "parent").equals(call.segment("parent")));
    }

    private Answer list(String key, Stream<ObjectNode> rows, Call call) {
        String project = call.query("project_id");
        Predicate<ObjectNode> seen = row -> call.caller().admin()
                ? project == null || project.equals(WireJson.text(row, "project_id"))
                : call.caller().projectId().equals(WireJson.text(row, "project_id"));
        return Answer.ok(WireJson.object(
                key, WireJson.arrayOf(rows.filter(seen).map(this::shown).toList())));
    }

    /** A row as Octavia shows it, with the ids of what belongs to it. */
    private ObjectNode shown(ObjectNode row) {
        String id = WireJson.text(row, "id");
        ObjectNode shown = row.deepCopy();
        String sort = WireJson.text(row, "sort");
        String parent = WireJson.text(row, "parent");
        shown.remove(List.of("sort", "parent", "balancer"));
        if (sort == null) {
            shown.set("listeners", ids(Sort.LISTENER, id));
            shown.set("pools", ids(Sort.POOL, id));
            return shown;
        }
        switch (Sort.valueOf(sort)) {
            case LISTENER -> {
                shown.set("loadbalancers", WireJson.array(WireJson.object("id", parent)));
                shown.set("l7policies", ids(Sort.POLICY, id));
            }
            case POOL -> {
                shown.set("loadbalancers", WireJson.array(WireJson.object("id", parent)));
                shown.set("members", ids(Sort.MEMBER, id));
                JsonNode monitor = ids(Sort.MONITOR, id).path(0).path("id");
                shown.put("healthmonitor_id", monitor.isMissingNode() ? null : monitor.asText());
            }
            case MONITOR -> shown.set("pools", WireJson.array(WireJson.object("id", parent)));
            case POLICY -> {
                shown.put("listener_id", parent);
                shown.set("rules", ids(Sort.RULE, id));
            }
            default -> {}
        }
        return shown;
    }

    private JsonNode ids(Sort sort, String parent) {
        return WireJson.arrayOf(parts.all().stream()
                .filter(part -> WireJson.text(part, "sort").equals(sort.name()))
                .filter(part -> WireJson.text(part, "parent").equals(parent))
                .map(part -> WireJson.object("id", part.get("id")))
                .toList());
    }

    private Answer create(Call call) {
        ObjectNode row = Sort.balancer(call.entity(OWNER));
        row.put("id", UUID.randomUUID().toString())
                .put("vip_port_id", UUID.randomUUID().toString());
        if (WireJson.text(row, "project_id") == null) {
            row.put("project_id", call.caller().projectId());
        }
        balancers.add(row);
        pending(row, "PENDING_CREATE");
        return Answer.created(WireJson.object(OWNER, shown(row)));
    }

    private Answer change(Call call) {
        ObjectNode row = balancer(call);
        mutable(row);
        call.entity(OWNER).properties().forEach(field -> row.set(field.getKey(), field.getValue()));
        pending(row, "PENDING_UPDATE");
        return Answer.ok(WireJson.object(OWNER, shown(row)));
    }

    private Answer delete(Call call) {
        ObjectNode row = balancer(call);
        String id = WireJson.text(row, "id");
        List<String> own = parts.all().stream()
                .filter(part -> WireJson.text(part, "balancer").equals(id))
                .map(part -> WireJson.text(part, "id"))
                .toList();
        if (!own.isEmpty() && !"true".equalsIgnoreCase(call.query("cascade"))) {
            throw Refused.badRequest("Cannot delete Load Balancer " + id + " - it has children");
        }
        mutable(row);
        row.put(STATUS, "PENDING_DELETE");
        world.after(world.behaviour().boot(), () -> {
            own.forEach(parts::remove);
            balancers.remove(id);
        });
        return Answer.noContent();
    }

    private Answer add(Sort sort, Call call) {
        ObjectNode wanted = call.entity(sort.single);
        String parent = sort.nested() ? call.segment("parent") : WireJson.text(wanted, sort.parentField);
        ObjectNode row = sort.part(wanted);
        ObjectNode balancer = sort.parentField != null && sort.parentField.equals("loadbalancer_id")
                ? known(balancers, parent, "Load Balancer")
                : known(balancers, WireJson.text(known(parts, parent, "Object"), "balancer"), "Load Balancer");
        for (String pool : List.of("default_pool_id", "redirect_pool_id")) {
            if (WireJson.text(row, pool) != null) {
                known(parts, WireJson.text(row, pool), "Pool");
            }
        }
        mutable(balancer);
        row.put("id", UUID.randomUUID().toString())
                .put("sort", sort.name())
                .put("parent", parent)
                .put("balancer", WireJson.text(balancer, "id"))
                .set("project_id", balancer.get("project_id"));
        parts.add(row);
        pending(balancer, "PENDING_UPDATE");
        return Answer.created(WireJson.object(sort.single, shown(row)));
    }

    private Answer change(Sort sort, Call call) {
        ObjectNode row = part(sort, call);
        ObjectNode balancer = known(balancers, WireJson.text(row, "balancer"), "Load Balancer");
        mutable(balancer);
        ObjectNode wanted = call.entity(sort.single);
        sort.checkChange(wanted);
        wanted.properties().forEach(field -> row.set(field.getKey(), field.getValue()));
        pending(balancer, "PENDING_UPDATE");
        return Answer.ok(WireJson.object(sort.single, shown(row)));
    }

    private Answer remove(Sort sort, Call call) {
        ObjectNode row = part(sort, call);
        String id = WireJson.text(row, "id");
        boolean used = parts.all().stream()
                .anyMatch(part -> id.equals(WireJson.text(part, "default_pool_id"))
                        || id.equals(WireJson.text(part, "redirect_pool_id")));
        if (used) {
            throw Refused.conflict("Pool " + id + " is in use by a listener or an L7 policy");
        }
        ObjectNode balancer = known(balancers, WireJson.text(row, "balancer"), "Load Balancer");
        mutable(balancer);
        List<String> gone = new ArrayList<>(List.of(id));
        for (int i = 0; i < gone.size(); i++) {
            String parent = gone.get(i);
            parts.all().stream()
                    .filter(part -> parent.equals(WireJson.text(part, "parent")))
                    .forEach(part -> gone.add(WireJson.text(part, "id")));
        }
        gone.forEach(parts::remove);
        pending(balancer, "PENDING_UPDATE");
        return Answer.noContent();
    }

    private void pending(ObjectNode balancer, String status) {
        balancer.put(STATUS, status);
        world.after(
                world.behaviour().boot(),
                () -> balancer.put(STATUS, broken ? "ERROR" : "ACTIVE").put("operating_status", "ONLINE"));
    }

    private static void mutable(ObjectNode balancer) {
        if (!"ACTIVE".equals(WireJson.text(balancer, STATUS))) {
            throw Refused.conflict(
                    "Load Balancer " + WireJson.text(balancer, "id") + " is immutable and cannot be updated.");
        }
    }

    private ObjectNode balancer(Call call) {
        return known(balancers, call.segment("id"), "Load Balancer");
    }

    private ObjectNode part(Sort sort, Call call) {
        return known(parts, call.segment("id"), sort.single);
    }

    private static ObjectNode known(Table table, String id, String what) {
        if (id == null || !table.has(id)) {
            throw Refused.notFound(what + " " + id + " not found.");
        }
        return table.get(id);
    }

    @Override
    public String type() {
        return "load-balancer";
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        return refused.status() == 401
                ? unauthorized(refused)
                : Answer.of(
                        refused.status(),
                        WireJson.object("faultcode", "Client", "faultstring", refused.getMessage(), "debuginfo", null));
    }
}
