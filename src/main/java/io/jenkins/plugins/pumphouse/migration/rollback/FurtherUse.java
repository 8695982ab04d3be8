package io.jenkins.plugins.pumphouse.migration.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroupType;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.DomainType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupType;
import io.jenkins.plugins.pumphouse.migration.identity.RoleInferences;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.AddressScopeType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetPoolType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.UnusedSince;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Who uses what is not Neutron's: domains, users, groups, roles, flavors, keypairs, server groups, volumes, images. */
final class FurtherUse {
    private final CloudInventory target;
    private final Set<String> going;
    private final Function<Resource, List<String>> others;

    /**
     * @param going ids of what goes as well, whose use does not count; may become less
     * @param others what services have of a project of which no step moves anything
     */
    FurtherUse(CloudInventory target, Set<String> going, Function<Resource, List<String>> others) {
        this.target = target;
        this.others = others;
        this.going = going;
    }

    /** The first user of an object of the target, in words; empty when none is known. */
    Optional<String> of(Resource existing) {
        Kind kind = existing.kind();
        String id = existing.id();
        if (kind.equals(Kind.PROJECT)) {
            return new ProjectUse(target, going, others).of(existing);
        }
        if (kind.equals(DomainType.KIND)) {
            return new DomainUse(target, going).of(existing);
        }
        if (kind.equals(UserType.KIND)) {
            return assignment("user_id", id)
                    .or(() -> booted(server -> id.equals(server.text("user_id")), "was booted by it"))
                    .or(() -> owned(id));
        }
        if (kind.equals(GroupType.KIND)) {
            return assignment("group_id", id);
        }
        if (kind.equals(RoleType.KIND)) {
            return assignment("role_id", id).or(() -> RoleInferences.naming(id, target, going));
        }
        if (kind.equals(FlavorType.KIND)) {
            return flavored(id);
        }
        if (kind.equals(KeypairType.KIND)) {
            return booted(
                    server -> existing.name().equals(server.text("key_name"))
                            && existing.text("user_id").equals(server.text("user_id")),
                    "was booted with it");
        }
        if (kind.equals(ServerGroupType.KIND)) {
            List<String> members = Json.texts(existing.json(), "members");
            return members.isEmpty() ? Optional.empty() : Optional.of("server " + members.get(0) + " is in it");
        }
        if (kind.equals(AddressScopeType.KIND)) {
            return target.list(SubnetPoolType.KIND, Scope.ALL).stream()
                    .filter(pool -> id.equals(pool.text("address_scope_id")) && !going.contains(pool.id()))
                    .map(pool -> "subnet pool " + pool.name() + " is in it")
                    .findFirst();
        }
        if (kind.equals(AssignmentType.KIND)) {
            return new InheritedUse(target, going).of(existing);
        }
        return kind.equals(VolumeType.KIND) ? volume(existing) : Optional.empty();
    }

    private Optional<String> assignment(String end, String id) {
        return target.list(AssignmentType.KIND, Scope.ALL).stream()
                .filter(assignment -> id.equals(assignment.text(end)) && !going.contains(assignment.id()))
                .map(assignment -> "assignment " + assignment.name() + " stays")
                .findFirst();
    }

    private Optional<String> booted(Predicate<Resource> uses, String how) {
        return target.list(Kind.SERVER, Scope.ALL).stream()
                .filter(uses)
                .map(server -> "server " + server.name() + " (" + server.id() + ") " + how)
                .findFirst();
    }

    private Optional<String> flavored(String id) {
        Request list = Request.get(Service.COMPUTE, "/servers/detail")
                .query("all_tenants", "1")
                .query("flavor", id);
        return target.cloud().list(list, "servers").stream()
                .map(server -> "server " + Json.text(server, "name") + " has it")
                .findFirst();
    }

    /** What Keystone and Nova would delete or orphan with a user, without a word. */
    private Optional<String> owned(String user) {
        Optional<String> key = target.list(KeypairType.KIND, Scope.ownedBy(user)).stream()
                .filter(each -> !going.contains(each.id()))
                .map(each -> "keypair " + each.name() + " of it stays")
                .findFirst();
        String path = "/users/" + Request.segment(user);
        return key.or(() -> first(
                        Request.get(Service.IDENTITY, path + "/application_credentials"),
                        "application_credentials",
                        "application credential"))
                .or(() -> first(
                        Request.get(Service.IDENTITY, "/OS-TRUST/trusts").query("trustor_user_id", user),
                        "trusts",
                        "trust"));
    }

    private Optional<String> first(Request list, String key, String what) {
        try {
            List<ObjectNode> found = target.cloud().list(list, key);
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of("it has " + what + " " + Json.text(found.get(0), "id"));
        } catch (CloudException.NotShown e) {
            return Optional.empty(); // a Keystone without them, or that shows them to their owner only
        }
    }

    private static Optional<String> volume(Resource volume) {
        if (!volume.field("attachments").isEmpty()) {
            return Optional.of("server " + Json.text(volume.field("attachments").path(0), "server_id") + " has it");
        }
        return UnusedSince.isAsMade(volume.json()) || AdoptedVolume.isOne(volume.json())
                ? Optional.empty()
                : Optional.of("it may have been used since it was made (last changed at " + volume.text("updated_at")
                        + ", noted at its making: " + UnusedSince.of(volume.json()) + ")");
    }
}
