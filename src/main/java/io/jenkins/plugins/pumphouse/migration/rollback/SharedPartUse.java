package io.jenkins.plugins.pumphouse.migration.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetPoolType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosPolicyType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.AddressGroupType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who uses what many objects of Neutron may refer to: address groups, QoS policies and subnet pools. */
final class SharedPartUse {
    private static final String POLICY = "qos_policy_id";

    private final CloudInventory target;
    private final Set<String> going;
    private final TargetPorts ports;

    /** @param going ids of what goes as well, whose use does not count; may become less */
    SharedPartUse(CloudInventory target, Set<String> going, TargetPorts ports) {
        this.target = target;
        this.going = going;
        this.ports = ports;
    }

    /** The first user of an object of the target, in words; empty when none is known. */
    Optional<String> of(Resource existing) {
        String id = existing.id();
        if (existing.kind().equals(AddressGroupType.KIND)) {
            return inRule("remote_address_group_id", id).map(group -> "a rule of " + group + " names it");
        }
        if (existing.kind().equals(SubnetPoolType.KIND)) {
            return first(SubnetType.KIND, subnet -> id.equals(subnet.text("subnetpool_id")))
                    .map(subnet -> subnet + " is of it");
        }
        return existing.kind().equals(QosPolicyType.KIND) ? limited(id) : Optional.empty();
    }

    /** The group, of those that stay, of which a rule has this value. */
    Optional<String> inRule(String field, String id) {
        return first(SecurityGroupType.KIND, group -> {
            for (JsonNode rule : group.field("security_group_rules")) {
                if (id.equals(Json.text(rule, field))) {
                    return true;
                }
            }
            return false;
        });
    }

    private Optional<String> limited(String policy) {
        return first(NetworkType.KIND, network -> policy.equals(network.text(POLICY)))
                .or(() -> first(
                        RouterType.KIND,
                        router -> policy.equals(Json.text(router.field("external_gateway_info"), POLICY))))
                .or(() -> named(
                        FloatingIpType.KIND,
                        FloatingIpType.all(target).stream(),
                        address -> policy.equals(address.text(POLICY))))
                .map(user -> user + " has it")
                .or(() -> ports.users(port -> policy.equals(Json.text(port, POLICY)))
                        .map(TargetPorts::shown)
                        .findFirst());
    }

    private Optional<String> first(Kind kind, Predicate<Resource> uses) {
        Collection<Resource> all = target.list(kind, Scope.ALL);
        return named(kind, all.stream(), uses);
    }

    private Optional<String> named(Kind kind, Stream<Resource> all, Predicate<Resource> uses) {
        return all.filter(each -> !going.contains(each.id()) && uses.test(each))
                .map(each -> kind + " " + (each.name().isBlank() ? each.id() : each.name()))
                .findFirst();
    }
}
