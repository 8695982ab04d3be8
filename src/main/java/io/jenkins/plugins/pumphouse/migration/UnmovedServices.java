package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The services of which no step moves the objects, with what to do instead. */
final class UnmovedServices {
    private static final List<UnmovedService> ALL = List.of(
            new UnmovedService(
                    Service.IDENTITY,
                    "credential",
                    "/credentials",
                    "credentials",
                    UnaryOperator.identity(),
                    json -> Json.text(json, "type") + " of user " + Json.text(json, "user_id"),
                    "no step moves keys of EC2 and S3, nor TOTP secrets: its user makes another on the target"),
            new UnmovedService(
                    Service.IDENTITY,
                    "trust",
                    "/OS-TRUST/trusts",
                    "trusts",
                    UnaryOperator.identity(),
                    json -> "of user " + Json.text(json, "trustor_user_id") + " for user "
                            + Json.text(json, "trustee_user_id"),
                    "no step moves trusts: who needs one, such as Heat, gets another from its user on the target"),
            new UnmovedService(
                    Service.VOLUME,
                    "volume snapshot",
                    "/snapshots/detail",
                    "snapshots",
                    get -> get.query("all_tenants", "1"),
                    json -> gigabytes(json.path("size")),
                    "no step moves snapshots of volumes: make a volume of it before, and pumpVolumes moves that"),
            new UnmovedService(
                    Service.VOLUME,
                    "volume backup",
                    "/backups/detail",
                    "backups",
                    get -> get.query("all_tenants", "1"),
                    json -> gigabytes(json.path("size")),
                    "no step moves backups: restore it to a volume, and pumpVolumes moves that"),
            new UnmovedService(
                    Service.ORCHESTRATION,
                    "Heat stack",
                    "/stacks",
                    "stacks",
                    get -> get.query("global_tenant", "true"),
                    json -> Objects.requireNonNullElse(Json.text(json, "stack_status"), ""),
                    "no step moves stacks: what it made moves without it, and is no longer managed by a stack."
                            + " Adopt or create the stack on the target"),
            new UnmovedService(
                    Service.DNS,
                    "DNS zone",
                    "/zones",
                    "zones",
                    Request::ofAllProjects,
                    json -> "",
                    "no step moves zones: openstack zone export on the source, zone import on the target"),
            new UnmovedService(
                    Service.SHARE,
                    "share",
                    "/shares/detail",
                    "shares",
                    get -> get.query("all_tenants", "1"),
                    json -> gigabytes(json.path("size")),
                    "no step moves shares: create one on the target and copy its files"),
            new UnmovedService(
                    Service.CONTAINER_INFRA,
                    "Magnum cluster",
                    "/clusters/detail",
                    "clusters",
                    UnaryOperator.identity(),
                    json -> json.path("node_count").isNumber()
                            ? json.path("node_count").asInt() + " nodes"
                            : "",
                    "no step moves clusters: create it on the target, as its nodes would come without it"),
            new UnmovedService(
                    Service.KEY_MANAGER,
                    "secret",
                    "/secrets",
                    "secrets",
                    null,
                    json -> Objects.requireNonNullElse(Json.text(json, "secret_type"), ""),
                    "no step reads secrets: its owner stores it on the target"),
            new UnmovedService(
                    Service.OBJECT_STORE,
                    "Swift container",
                    "/",
                    "items",
                    null,
                    json -> json.path("count").asLong() + " objects, "
                            + Size.shown(json.path("bytes").asLong()),
                    "no step moves objects: copy them, for example with rclone"));

    /** Moved by a step, and yet in the way where nothing of a project may be left. */
    private static final UnmovedService BALANCERS = new UnmovedService(
            Service.LOAD_BALANCER,
            "load balancer",
            "/lbaas/loadbalancers",
            "loadbalancers",
            UnaryOperator.identity(),
            json -> Objects.requireNonNullElse(Json.text(json, "vip_address"), ""),
            "");

    private UnmovedServices() {}

    /**
     * The objects of all such services, one row each; a list that cannot be read is one row that says so.
     *
     * @param projects whose objects are meant
     * @param whole whether that are all projects, so that what no project owns is meant as well
     */
    static List<Row> rows(Cloud source, List<Resource> projects, boolean whole) {
        return rows(ALL, source, projects, whole);
    }

    private static List<Row> rows(List<UnmovedService> services, Cloud source, List<Resource> projects, boolean whole) {
        List<Row> rows = new ArrayList<>();
        for (UnmovedService each : services) {
            if (source.has(each.service())) {
                rows.addAll(
                        each.ofAll() == null ? each.byProject(source, projects) : each.all(source, projects, whole));
            }
        }
        return rows;
    }

    /** The same of one project in words, also what could not be asked; for who wants to know that there is nothing. */
    static List<String> of(Cloud cloud, Resource project) {
        List<UnmovedService> services = new ArrayList<>(ALL);
        services.add(BALANCERS);
        return rows(services, cloud, List.of(project), false).stream()
                .map(row -> row.fate() == Fate.UNREAD
                        ? "perhaps a " + row.kind() + ": " + row.why()
                        : row.kind() + " " + row.name())
                .toList();
    }

    private static String gigabytes(JsonNode size) {
        return size.isNumber() ? size.asLong() + " GB" : "";
    }
}
