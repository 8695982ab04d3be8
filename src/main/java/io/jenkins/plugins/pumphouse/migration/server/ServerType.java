package io.jenkins.plugins.pumphouse.migration.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroupType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroups;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingNeeds;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerPorts;
import io.jenkins.plugins.pumphouse.migration.server.cleanup.ServerRemoval;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AdoptionChoice;
import io.jenkins.plugins.pumphouse.migration.server.inventory.CarriedFlavors;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFlavor;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSelection;
import io.jenkins.plugins.pumphouse.migration.server.inventory.SharingServers;
import io.jenkins.plugins.pumphouse.migration.server.move.MoveCompletion;
import io.jenkins.plugins.pumphouse.migration.server.move.ServerMove;
import io.jenkins.plugins.pumphouse.migration.server.move.UnfinishedMove;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.PowerNote;
import io.jenkins.plugins.pumphouse.migration.server.note.RefusedParts;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.ShelvedImage;
import io.jenkins.plugins.pumphouse.migration.server.proof.BootChoices;
import io.jenkins.plugins.pumphouse.migration.server.proof.RequestedZone;
import io.jenkins.plugins.pumphouse.migration.server.proof.ServerComparison;
import io.jenkins.plugins.pumphouse.migration.server.proof.ServerLedger;
import io.jenkins.plugins.pumphouse.migration.server.proof.ServerLosses;
import io.jenkins.plugins.pumphouse.migration.server.proof.WantedServer;
import io.jenkins.plugins.pumphouse.migration.server.rollback.ServerRollback;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Lane;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Servers. What can be brought over whole is; the rest is refused before anything is touched ({@link ServerRefusals}).
 *
 * <p>A move is finished when the source's server says so in its metadata: until then a run takes it up again.
 */
public final class ServerType extends ResourceType {
    @Override
    public Kind kind() {
        return Kind.SERVER;
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        List<Resource> selected = ServerSelection.of(selection, source);
        ServerPorts.of(source).expect(selected);
        CarriedFlavors.of(source).expect(selected);
        SharingServers.of(source).expect(selected);
        return selected;
    }

    @Override
    public Optional<Resource> remembered(Kind other, String id, CloudInventory source) {
        return other.equals(FlavorType.KIND) ? ServerFlavor.remembered(id, source) : Optional.empty();
    }

    /** It boots with the key all the same, which the account has for that moment. */
    @Override
    public boolean canDoWithout(Reference need, CloudInventory target) {
        return need.kind().equals(KeypairType.KIND) && !KeypairType.takesThoseOfOthers(target.cloud());
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return ServerSelection.missed(resource);
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.cloud().list(NovaServer.list(scope), "servers").stream()
                .map(server -> NovaServer.of(ShelvedImage.withNotes(server, inventory.cloud())))
                .toList();
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        Cloud cloud = inventory.cloud();
        return ReadRefusal.emptyIfGone(() -> cloud.send(NovaServer.get(id)).identified("server"))
                .map(server -> NovaServer.of(ShelvedImage.withNotes(server, cloud)));
    }

    @Override
    public String distinction(Resource resource, CloudInventory inventory) {
        return ServerSelection.distinction(resource, inventory);
    }

    @Override
    public Map<String, Serializable> noted(
            Resource resource, Resource copy, CloudInventory source, CloudInventory target, Translation translation) {
        Map<String, Serializable> noted = new HashMap<>();
        MoveNotes.downtime(resource).ifPresent(downtime -> noted.put("downtime", downtime));
        if (MoveNotes.isMoved(resource)) {
            ServerComparison servers = new ServerComparison(resource, source, copy, target, translation);
            noted.put(
                    PreservationLedger.FACT,
                    new ServerLedger(servers)
                            .ofMoved(desired(resource, source, translation), ServerNeeds.gateways(source))
                            .fact());
        }
        return noted;
    }

    @Override
    public Optional<String> together(Resource resource, CloudInventory source) {
        return SharingServers.of(source).name(resource);
    }

    /** Its hypervisor; one that was shelved has none. */
    @Override
    public Optional<Lane> lane(Resource resource, CloudInventory source) {
        int most = source.options().hosts().source();
        return Optional.ofNullable(NovaServer.host(resource))
                .filter(host -> most > 0)
                .map(host -> new Lane(host, most));
    }

    @Override
    public String detail(Resource resource, CloudInventory source) {
        return NovaServer.shown(resource)
                + MappedHost.told(resource, source)
                + AdoptionChoice.told(resource, source)
                + SharingServers.of(source).told(resource);
    }

    @Override
    public Optional<String> refused(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> reasons = ServerRefusals.of(resource, source, target, translation);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons) + "; it was not touched");
    }

    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        return FloatingNeeds.unreachable(wanted.path(WantedServer.FLOATING), target)
                .map(reason -> reason + "; it was not touched");
    }

    @Override
    public Optional<String> payer(Resource resource) {
        return Optional.ofNullable(resource.text("tenant_id"));
    }

    @Override
    public Map<String, Long> consumes(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        return ServerDemand.of(resource, source, target, translation);
    }

    @Override
    public List<String> leftBehind(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        return ServerLosses.told(resource, source, target, translation);
    }

    @Override
    public List<String> lacking(Resource onTarget) {
        return RefusedParts.told(onTarget);
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return ServerNeeds.ofAll(resource, source);
    }

    @Override
    public boolean standsAlone(Change change) {
        return LeftToOwners.hasMoved(change);
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(Kind.PROJECT, resource.text("tenant_id")));
    }

    @Override
    protected Marking marking() {
        return Marking.METADATA;
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = Json.object().put("name", resource.name());
        wanted.put("flavor", translation.id(FlavorType.KIND, ServerFlavor.needed(resource, source)));
        for (String field : List.of(
                "description",
                "tags",
                "config_drive",
                BootChoices.DISK_CONFIG,
                "OS-EXT-SRV-ATTR:user_data",
                "accessIPv4",
                "accessIPv6")) {
            if (resource.json().hasNonNull(field)) {
                wanted.set(field, resource.field(field));
            }
        }
        if (resource.text("key_name") != null) {
            wanted.put("key_name", ServerKey.name(resource, translation));
        }
        wanted.set("metadata", MoveNotes.ownMetadata(resource));
        wanted.put(
                "power",
                ServerState.goal(
                        PowerNote.before(resource, source.cloud()),
                        source.options().paused()));
        ServerGroups.of(resource, source)
                .ifPresent(group -> wanted.put(WantedServer.GROUP, translation.id(ServerGroupType.KIND, group.id())));
        RequestedZone.of(resource, source).mapped(translation).ifPresent(zone -> wanted.put(WantedServer.ZONE, zone));
        MappedHost.word(resource, source).ifPresent(host -> wanted.put(WantedServer.HOST, host));
        UnfinishedMove.tell(wanted, resource, source);
        wanted.set("addresses", Json.array(Nics.addresses(resource.json())));
        wanted.set(
                "ports",
                Json.array(Nics.of(resource, source).stream()
                        .map(port -> translation.id(PortType.KIND, port.id()))
                        .toList()));
        wanted.set(
                WantedServer.FLOATING,
                FloatingNeeds.wanted(resource, source, translation, ServerNeeds.gateways(source)));
        return wanted;
    }

    /** A server that was moved is its owner's again; only a move that was not finished differs. */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        return UnfinishedMove.of(wanted, existing);
    }

    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return UnfinishedMove.isBarred(differences)
                ? Decision.CONFLICT
                : super.whenDifferent(existing, differences, marked, target);
    }

    /** A server is found by its mark alone, so that there is no other conflict. */
    @Override
    public String conflict(Resource existing, List<Difference> differences, String target) {
        return UnfinishedMove.bar(differences);
    }

    /**
     * A move has verified its server itself, before it counted as moved; this finds only a server that was deleted
     * again.
     */
    @Override
    public List<Difference> verify(ObjectNode wanted, Resource existing) {
        return List.of();
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        return new ServerMove(context).run();
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        return MoveCompletion.isMoved(context) ? MoveCompletion.complete(context) : new ServerMove(context).run();
    }

    @Override
    public CompletionStage<ChangeResult> delete(ChangeContext context) {
        return new ServerRemoval(context).run();
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return new ServerRollback(context).run();
    }
}
