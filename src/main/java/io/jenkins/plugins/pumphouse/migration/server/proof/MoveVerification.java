package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroupType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroups;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.CardSet;
import io.jenkins.plugins.pumphouse.migration.server.inventory.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.inventory.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFlavor;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSize;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.CopyParts;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether the server on the target is what its source's server is, as both clouds show them now. It comes before the
 * source's server is marked as moved: a move whose verification failed stays unfinished, so that the next run verifies
 * again.
 */
public final class MoveVerification {
    /** Names of differences, as the operator may accept them. */
    static final String SIZE = "size";

    static final String CARDS = "network cards";

    static final String FLOATING = "floating addresses";

    static final String GROUP = "server group";

    static final String ORDER = "order of network cards";

    private final ChangeContext context;
    private final Resource server;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Resource copy;

    private final String power;

    /**
     * @param id of the server on the target
     * @param power the status in which it has to be
     */
    public MoveVerification(ChangeContext context, String id, String power) {
        this.power = power;
        this.context = context;
        this.source = context.inventory().anew();
        this.target = context.targets().anew();
        this.server = source.find(Kind.SERVER, context.resource().id()).orElse(context.resource());
        this.copy = target.find(Kind.SERVER, id)
                .orElseThrow(() -> new MigrationException("Server " + server.name() + " is not " + id + " on "
                        + context.target().name() + " any more: it was deleted while it was moved. Run again."));
    }

    /**
     * Compares the two servers.
     *
     * @return the fields in which they differ with the operator's consent
     * @throws MigrationException when they differ otherwise, which names all differences and the way out
     */
    public Set<String> verify() {
        List<Difference> differences = new ArrayList<>(WantedServer.differences(wanted(), copy));
        cards(differences);
        placement(differences);
        floating(differences);
        Set<String> accepted = new TreeSet<>();
        size(differences, accepted);
        differences.addAll(new DiskProof(server, source, copy, target).differences());
        differences.addAll(new ContentProof(server, source, copy, target).differences());
        Accepted consent = new Accepted(context.options().accept());
        differences.stream()
                .filter(d -> consent.covers(server, d))
                .map(Difference::field)
                .forEach(accepted::add);
        differences.removeIf(d -> accepted.contains(d.field()));
        if (!differences.isEmpty()) {
            throw failure(differences);
        }
        return accepted;
    }

    private ObjectNode wanted() {
        ObjectNode wanted = CopyParts.accepted(context.wanted(), copy.json()).put("power", power);
        if (ServerKey.of(context).isGone()) {
            wanted.remove("key_name"); // and nobody can bring it back
        }
        return wanted;
    }

    private MigrationException failure(List<Difference> differences) {
        String fields = differences.stream()
                .map(d -> d.between(context.source().name(), context.target().name())
                        .toString())
                .collect(Collectors.joining("; "));
        return new MigrationException("Server " + server.name() + " is " + copy.text("status") + " on "
                + context.target().name() + " as "
                + copy.id() + ", but differs from " + context.source().name() + ": " + fields
                + ". It does not count as moved, and "
                + context.source().name()
                + " keeps its server, stopped. Remove the difference and run again, or accept it: "
                + Accepted.argument(server, differences));
    }

    /**
     * A flavor of another size that the operator's mapping names is the operator's word; any other is not what was
     * asked for.
     */
    private void size(List<Difference> differences, Set<String> accepted) {
        Optional<ServerSize> size = ServerSize.of(server, source);
        Optional<ServerSize> copied = ServerSize.of(copy, target);
        if (size.isEmpty() || copied.filter(size.get()::fits).isPresent()) {
            return;
        }
        String flavor =
                context.translation().id(FlavorType.KIND, ServerFlavor.needed(context.resource(), context.inventory()));
        Optional<ServerSize> mapped =
                context.targets().find(FlavorType.KIND, flavor).map(f -> ServerSize.ofFlavor(f.json()));
        if (mapped.isPresent() && copied.filter(mapped.get()::fits).isPresent()) {
            accepted.add(SIZE);
        } else {
            differences.add(new Difference(
                    SIZE,
                    size.get().toString(),
                    copied.map(ServerSize::toString).orElse("unknown")));
        }
    }

    /** All but those that wait for {@code pumpCutover} on the source. */
    private void floating(List<Difference> differences) {
        HeldGateways gateways = new HeldGateways(context.options().cutovers());
        List<FloatingAddress> moved = ServerFloating.of(server, source).stream()
                .filter(floating -> !gateways.holds(floating, source))
                .toList();
        List<FloatingAddress> missing = ServerFloating.missing(moved, copy, target);
        if (!missing.isEmpty()) {
            differences.add(new Difference(FLOATING, moved.toString(), "without " + missing));
        }
    }

    private void placement(List<Difference> differences) {
        String group = Json.text(context.wanted(), WantedServer.GROUP);
        Optional<Resource> own = ServerGroups.of(context.resource(), context.inventory());
        if (group != null
                && target.find(ServerGroupType.KIND, group)
                        .filter(g -> Json.texts(g.json(), "members").contains(copy.id()))
                        .isEmpty()) {
            differences.add(new Difference(GROUP, own.map(ServerGroups::shown).orElse(group), "none"));
        }
        String zone = Json.text(context.wanted(), WantedServer.ZONE);
        if (zone != null && !zone.equals(copy.text("OS-EXT-AZ:availability_zone"))) {
            differences.add(new Difference(
                    "availability zone", zone, String.valueOf(copy.text("OS-EXT-AZ:availability_zone"))));
        }
    }

    private void cards(List<Difference> differences) {
        CardSet cards = CardSet.of(server, source);
        CardSet copied = CardSet.of(copy, target);
        if (!cards.equals(copied)) {
            differences.removeIf(difference -> difference.field().equals("addresses"));
            differences.add(new Difference(CARDS, cards.toString(), copied.toString()));
        }
        NicOrder order = NicOrder.of(context.resource(), context.inventory()); // from when it ran
        NicOrder copiedOrder = NicOrder.of(copy, target);
        if (order.contradicts(copiedOrder)) {
            differences.add(
                    new Difference(ORDER, String.join(", ", order.macs()), String.join(", ", copiedOrder.macs())));
        }
    }
}
