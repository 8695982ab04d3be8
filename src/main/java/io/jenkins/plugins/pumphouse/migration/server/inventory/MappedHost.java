package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
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

    /** The same by the hypervisor's own name, as Placement has it. */
    public Optional<String> hypervisor() {
        try {
            return host().flatMap(host -> Hypervisors.ownName(target, host));
        } catch (CloudException.Denied e) {
            return Optional.empty();
        }
    }

    Optional<String> found(String word) {
        try {
            return Hypervisors.find(target, word);
        } catch (CloudException.Denied e) {
            return Optional.of(word);
        }
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
