package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.openstack.note.ServerNotes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hypervisor of the target that the operator's mapping names for the one that a server is on. An entry means a
 * hypervisor of either cloud by the host of its nova-compute, or by its own name.
 *
 * @param translation knows the server's project and owner on the target
 */
public record MappedHost(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
    public static final Kind KIND = new Kind("host");

    /** From 2.74 on (Train) a boot names a host, which the scheduler checks as any other. */
    private static final String NAMED = "2.74";

    private static final String ZONE = "availability_zone";

    /** The role to which Nova's default policies leave the choice ({@code requested_destination, forced_host}). */
    private static final String ADMIN = "admin";

    public static MappedHost of(ChangeContext context) {
        return new MappedHost(context.resource(), context.inventory(), context.targets(), context.translation());
    }

    /** The operator's word; empty where he has none for the server's hypervisor, or it is on none. */
    public static Optional<String> word(Resource server, CloudInventory source) {
        return Stream.of(NovaServer.host(server), server.text("OS-EXT-SRV-ATTR:hypervisor_hostname"))
                .filter(Objects::nonNull)
                .flatMap(name -> source.mapping().ofId(KIND, name).stream())
                .findFirst();
    }

    /** For the plan: where a server goes that was not moved; empty where the target chooses. */
    public static String told(Resource server, CloudInventory source) {
        return server.field("metadata").has(ServerNotes.MOVED_TO)
                ? ""
                : word(server, source).map(word -> ", goes to " + word).orElse("");
    }

    /** The host as the target's Nova calls it, or as the operator does where the account may not list them. */
    public Optional<String> host() {
        return word(server, source).map(word -> found(word).orElse(word));
    }

    private Optional<String> found(String word) {
        try {
            return Hypervisors.find(target, word);
        } catch (CloudException.Denied e) {
            return Optional.of(word);
        }
    }

    /**
     * Why the copy cannot boot on it, and what to do; empty when it can, when none is mapped, or nobody may know.
     *
     * @param zone of the target into which the copy has to come; empty for any
     */
    public Optional<String> refused(Optional<String> zone) {
        return word(server, source)
                .flatMap(word -> unusable(word, zone)
                        .or(this::ownersBoot)
                        .map(why -> "is to go to hypervisor " + word + " of "
                                + target.cloud().name() + " by mapping: hosts:, " + why));
    }

    private Optional<String> unusable(String word, Optional<String> zone) {
        Optional<String> host = found(word);
        if (host.isEmpty()) {
            return Optional.of("which has none of that name (" + String.join(", ", Hypervisors.hosts(target))
                    + "). Correct the entry");
        }
        List<NovaCompute> all = NovaCompute.all(target).orElse(List.of());
        return all.stream()
                .filter(one -> host.get().equals(one.host()))
                .findFirst()
                .flatMap(service -> unusable(service, all, zone));
    }

    private static Optional<String> unusable(NovaCompute service, List<NovaCompute> all, Optional<String> zone) {
        if (!service.up()) {
            return Optional.of("whose nova-compute does not answer. Start it, or name another: "
                    + NovaCompute.serving(all, one -> true));
        }
        if (!service.enabled()) {
            return Optional.of("which is disabled" + (service.reason().isEmpty() ? "" : " (" + service.reason() + ")")
                    + ". Enable it, or name another: " + NovaCompute.serving(all, one -> true));
        }
        return zone.filter(wanted -> !wanted.equals(service.zone()))
                .map(wanted -> "which is in availability zone " + service.zone()
                        + ", and mapping: availability_zones: names " + wanted
                        + " for the server. Name another zone, or another hypervisor: "
                        + NovaCompute.serving(all, one -> wanted.equals(one.zone())));
    }

    /** Whether the copy is to be booted as a user who may not choose, which Nova says only after the stop (403). */
    private Optional<String> ownersBoot() {
        ServerOwner owner = new ServerOwner(server, source, target, translation);
        Optional<Resource> user = owner.onTarget();
        if (!owner.isKept() || user.isEmpty() || owner.refused().isPresent()) {
            return Optional.empty();
        }
        boolean admin = translation
                .known(Kind.PROJECT, server.text("tenant_id"))
                .flatMap(owner::cloud)
                .filter(cloud -> cloud.caller().roleNames().stream().anyMatch(ADMIN::equalsIgnoreCase))
                .isPresent();
        return admin
                ? Optional.empty()
                : Optional.of("and Nova lets only an administrator choose one, while the copy is to be booted as "
                        + user.get().label() + " (owners:). Give the user the role admin in the project until it has"
                        + " moved, or take the entry out of hosts:, or the login out of owners:");
    }

    /**
     * Looks again, as a hypervisor may have gone after the plan.
     *
     * @throws MigrationException when the copy cannot boot on it now
     */
    public static void check(ChangeContext context) {
        MappedHost now = new MappedHost(
                context.resource(), context.inventory(), context.targets().anew(), context.translation());
        now.refused(Optional.ofNullable(Json.text(context.wanted(), ZONE))).ifPresent(why -> {
            throw new MigrationException(
                    "Server " + context.resource().name() + " " + why + ". The server was not stopped.");
        });
    }

    /** Adds it to a boot request. Before 2.74 it stands behind the zone, and Nova does not ask the scheduler. */
    public void addTo(ObjectNode boot) {
        host().ifPresent(host -> {
            if (target.cloud().supports(Service.COMPUTE, NAMED)) {
                boot.put("host", host);
            } else {
                boot.put(ZONE, (boot.has(ZONE) ? Json.text(boot, ZONE) : zoneOf(host)) + ':' + host);
            }
        });
    }

    private String zoneOf(String host) {
        return NovaCompute.all(target).orElse(List.of()).stream()
                .filter(one -> host.equals(one.host()) && one.zone() != null)
                .map(NovaCompute::zone)
                .findFirst()
                .orElse("");
    }

    /** Where the copy is; also after somebody has migrated it on the target. */
    public void tell(PreservationLedger ledger, Resource copy) {
        Optional<String> wanted = host();
        if (wanted.isEmpty()) {
            return;
        }
        String had = NovaServer.host(server);
        String has = NovaServer.host(copy);
        if (has == null) {
            ledger.unknown(LedgerItem.HOST, target.cloud().name() + " shows none of the copy");
        } else if (has.equals(wanted.get()) && has.equals(had)) {
            ledger.kept(LedgerItem.HOST);
        } else {
            ledger.changed(LedgerItem.HOST, had, has.equals(wanted.get()) ? has : has + ", mapped to " + wanted.get());
        }
    }
}
