package io.jenkins.plugins.pumphouse.clouds.further;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A service with one list of objects, each of which a project owns. */
public final class FurtherService extends CloudService {
    private record Owned(String project, ObjectNode json) {}

    private final String type;
    private final String address;
    private final String ownerField;
    private final List<Owned> objects = new ArrayList<>();

    private FurtherService(World world, String type, String address, String ownerField) {
        super(world);
        this.type = type;
        this.address = address;
        this.ownerField = ownerField;
    }

    /** Heat: its policy allows a list of all projects to nobody unless {@code global}. */
    public static FurtherService heat(World world, boolean global) {
        FurtherService heat = new FurtherService(world, "orchestration", "/v1/%(tenant_id)s", "project");
        heat.routes().get("/v1/{tenant}/stacks", call -> {
            if (!call.segment("tenant").equals(call.caller().projectId()) || call.flag("global_tenant") && !global) {
                throw Refused.forbidden("You are not authorized to use global_index.");
            }
            return heat.list("stacks", call, call.flag("global_tenant"));
        });
        return heat;
    }

    public static FurtherService designate(World world) {
        FurtherService designate = new FurtherService(world, "dns", "", "project_id");
        designate
                .routes()
                .get(
                        "/v2/zones",
                        call -> designate.list("zones", call, "true".equals(call.header("X-Auth-All-Projects"))));
        return designate;
    }

    public static FurtherService manila(World world) {
        FurtherService manila = new FurtherService(world, "sharev2", "/v2/%(tenant_id)s", "project_id");
        manila.routes()
                .get("/v2/{tenant}/shares/detail", call -> manila.list("shares", call, call.flag("all_tenants")));
        return manila;
    }

    public static FurtherService magnum(World world) {
        FurtherService magnum = new FurtherService(world, "container-infra", "/v1", "project_id");
        magnum.routes().get("/v1/clusters/detail", call -> magnum.list("clusters", call, true));
        return magnum;
    }

    /** Barbican shows the secrets of the token's project to an administrator as well. */
    public static FurtherService barbican(World world) {
        FurtherService barbican = new FurtherService(world, "key-manager", "", null);
        barbican.routes().get("/v1/secrets", call -> barbican.list("secrets", call, false));
        return barbican;
    }

    /** Swift answers with a list that has no envelope, in pages without a link to the next. */
    public static FurtherService swift(World world) {
        FurtherService swift = new FurtherService(world, "object-store", "/v1/AUTH_%(tenant_id)s", null);
        swift.routes().get("/v1/{account}", call -> {
            if (!call.segment("account").equals("AUTH_" + call.caller().projectId())) {
                throw Refused.forbidden("Access was denied to this resource.");
            }
            String marker = call.query("marker");
            return Answer.ok(WireJson.arrayOf(swift.objects.stream()
                    .filter(own(call))
                    .map(Owned::json)
                    .filter(json -> marker == null || json.path("name").asText().compareTo(marker) > 0)
                    .limit(Integer.parseInt(call.query("limit")))
                    .toList()));
        });
        return swift;
    }

    /** A project has an object. */
    public FurtherService object(String project, ObjectNode json) {
        if (ownerField != null) {
            json.put(ownerField, project);
        }
        world.locked(() -> objects.add(new Owned(project, json)));
        return this;
    }

    private Answer list(String key, Call call, boolean all) {
        return Answer.ok(WireJson.object(
                key,
                WireJson.arrayOf(objects.stream()
                        .filter(all && call.caller().admin() ? each -> true : own(call))
                        .map(Owned::json)
                        .toList())));
    }

    private static Predicate<Owned> own(Call call) {
        return each -> each.project.equals(call.caller().projectId());
    }

    @Override
    public String catalogUrl() {
        return url() + address;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        return refused.status() == 401
                ? unauthorized(refused)
                : Answer.of(
                        refused.status(),
                        WireJson.object(
                                "error", WireJson.object("code", refused.status(), "message", refused.getMessage())));
    }
}
