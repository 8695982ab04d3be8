package io.jenkins.plugins.pumphouse.migration.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a project of the target still has: Keystone deletes one without asking the other services, whose objects nobody
 * could reach any more.
 */
final class ProjectUse {
    /**
     * One list of a service.
     *
     * @param owner the parameter that restricts it to a project
     * @param every whether an administrator has to ask for all projects first
     */
    private record Part(Service service, String path, String key, String what, String owner, boolean every) {}

    private static final List<Part> PARTS = List.of(
            new Part(Service.COMPUTE, "/servers/detail", "servers", "server", "project_id", true),
            new Part(Service.VOLUME, "/volumes/detail", "volumes", "volume", "project_id", true),
            new Part(Service.IMAGE, "/images", "images", "image", "owner", false),
            new Part(Service.NETWORK, "/networks", "networks", "network", "tenant_id", false),
            new Part(Service.NETWORK, "/ports", "ports", "port", "tenant_id", false),
            new Part(Service.NETWORK, "/routers", "routers", "router", "tenant_id", false),
            new Part(Service.NETWORK, "/floatingips", "floatingips", "floating address", "tenant_id", false),
            new Part(Service.NETWORK, "/security-groups", "security_groups", "security group", "tenant_id", false),
            new Part(Service.NETWORK, "/subnetpools", "subnetpools", "subnet pool", "tenant_id", false),
            new Part(Service.NETWORK, "/address-scopes", "address_scopes", "address scope", "tenant_id", false),
            new Part(Service.NETWORK, "/qos/policies", "policies", "QoS policy", "tenant_id", false),
            new Part(Service.IDENTITY, "/projects", "projects", "project", "parent_id", false));

    private static final List<Map<String, String>> UNLISTED = List.of(
            Map.of("os_hidden", "true"),
            Map.of("visibility", "community"),
            Map.of("os_hidden", "true", "visibility", "community"));

    private final CloudInventory target;
    private final Set<String> going;
    private final Function<Resource, List<String>> others;

    /** @param others what services have of a project of which no step moves anything */
    ProjectUse(CloudInventory target, Set<String> going, Function<Resource, List<String>> others) {
        this.target = target;
        this.others = others;
        this.going = going;
    }

    /** The first three objects that stay, or a service that could not be asked; empty when there is nothing. */
    Optional<String> of(Resource project) {
        List<String> left = new ArrayList<>();
        for (Part part : PARTS) {
            objects(part, project.id()).stream()
                    .filter(stays(part))
                    .map(object -> part.what() + " " + shown(object))
                    .forEach(left::add);
        }
        unlistedImages(project.id()).stream()
                .filter(image -> !going.contains(Json.text(image, "id")))
                .map(image -> "image " + shown(image))
                .forEach(left::add);
        target.list(AssignmentType.KIND, Scope.ownedBy(project.id())).stream()
                .filter(assignment -> !going.contains(assignment.id()))
                .map(assignment -> "assignment " + assignment.name())
                .forEach(left::add);
        left.addAll(target.fact(List.of(ProjectUse.class, project.id()), () -> others.apply(project)));
        return left.isEmpty() ? Optional.empty() : Optional.of("it still has " + FirstFew.of(left, 3));
    }

    private List<ObjectNode> objects(Part part, String project) {
        Cloud cloud = target.cloud();
        if (!cloud.has(part.service())) {
            return List.of();
        }
        return target.fact(List.of(part, project), () -> {
            Request list = Request.get(part.service(), part.path()).query(part.owner(), project);
            try {
                return cloud.list(part.every() ? list.query("all_tenants", "1") : list, part.key()).stream()
                        .filter(object -> isOf(object, project))
                        .toList();
            } catch (CloudException.NotFound e) {
                return List.of(); // a service without such objects
            }
        });
    }

    /**
     * Hidden images, those of the community, and what is both, which the plain list leaves out; an old Glance has none
     * (400).
     */
    private List<ObjectNode> unlistedImages(String project) {
        Cloud cloud = target.cloud();
        if (!cloud.has(Service.IMAGE)) {
            return List.of();
        }
        return target.fact(List.of(ProjectUse.class, "images", project), () -> {
            List<ObjectNode> images = new ArrayList<>();
            for (Map<String, String> sort : UNLISTED) {
                Request list = Request.get(Service.IMAGE, "/images").query("owner", project);
                for (var parameter : sort.entrySet()) {
                    list = list.query(parameter.getKey(), parameter.getValue());
                }
                try {
                    cloud.list(list, "images").stream()
                            .filter(image -> isOf(image, project))
                            .forEach(images::add);
                } catch (CloudException.Rejected e) {
                    continue;
                }
            }
            return images;
        });
    }

    /** Some services ignore the parameter, and show all. */
    private static boolean isOf(ObjectNode object, String project) {
        List<String> owners = new ArrayList<>();
        for (String field :
                List.of("tenant_id", "project_id", "owner", "project", "parent_id", "os-vol-tenant-attr:tenant_id")) {
            Optional.ofNullable(Json.text(object, field)).ifPresent(owners::add);
        }
        return owners.isEmpty() || owners.contains(project);
    }

    private Predicate<ObjectNode> stays(Part part) {
        return object -> !going.contains(Json.text(object, "id"))
                && !(part.what().equals("port") && isNeutrons(object))
                && !(part.what().equals("security group") && "default".equals(Json.text(object, "name")));
    }

    /** Of networks and routers, which are counted themselves. */
    private static boolean isNeutrons(ObjectNode port) {
        return Objects.toString(Json.text(port, "device_owner"), "").startsWith("network:");
    }

    private static String shown(ObjectNode object) {
        String name = Json.text(object, "name");
        return name == null || name.isEmpty() ? Json.text(object, "id") : name;
    }
}
