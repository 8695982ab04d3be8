package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.card.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFlavor;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSize;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.RefusedParts;
import io.jenkins.plugins.pumphouse.migration.server.presence.ChangedCards;
import io.jenkins.plugins.pumphouse.migration.server.presence.ChangedServer;
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

    /** Losses that are no difference of the two, and for which the clean-up keeps a server unless they are accepted. */
    private static final Set<LedgerItem> KEPT_FOR = Set.of(LedgerItem.PASSWORD, LedgerItem.SHARES);

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
     * What came of it.
     *
     * @param accepted the fields in which they differ with the operator's consent
     * @param ledger whether each thing that the server had was kept
     */
    public record Verified(Set<String> accepted, PreservationLedger ledger) {}

    /**
     * Compares the two servers.
     *
     * @throws MigrationException when they differ in what was not accepted, which names all differences and the way out
     */
    public Verified verify() {
        ServerComparison servers = new ServerComparison(server, source, copy, target, context.translation());
        NicOrder order = NicOrder.of(context.resource(), context.inventory()); // from when it ran
        List<Difference> differences = new ArrayList<>(servers.differences(
                wanted(), order, new HeldGateways(context.options().cutovers())));
        ChangedCards.difference(CARDS, context.resource(), context.inventory(), source)
                .ifPresent(differences::add);
        Set<String> accepted = new TreeSet<>();
        Optional<Difference> size = servers.size();
        size.ifPresent(differences::add);
        if (size.isPresent() && isMapped()) {
            accepted.add(SIZE);
        }
        List<Loss> losses = ServerLosses.of(context);
        PreservationLedger ledger = new ServerLedger(servers).of(differences, losses);
        differences.addAll(servers.bytes()); // the ledger has them already
        Accepted consent = new Accepted(context.options().accept());
        losses.stream()
                .filter(loss -> KEPT_FOR.contains(loss.item()) && consent.covers(server, loss))
                .forEach(loss -> accepted.add(loss.item().word()));
        differences.stream()
                .filter(d -> consent.covers(server, d))
                .map(Difference::field)
                .forEach(accepted::add);
        differences.removeIf(d -> accepted.contains(d.field())
                || !context.options().safeguards().requires(LedgerItem.ofField(d.field())));
        if (!differences.isEmpty()) {
            throw failure(differences);
        }
        return new Verified(accepted, ledger);
    }

    /** With what its owner says of it now, perhaps since the plan was made. */
    private ObjectNode wanted() {
        ObjectNode now = context.wanted();
        now.setAll(ChangedServer.words(server));
        ObjectNode wanted = RefusedParts.accepted(now, copy.json()).put("power", power);
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
    private boolean isMapped() {
        String needed = ServerFlavor.needed(context.resource(), context.inventory());
        Optional<ServerSize> own = size(context.inventory(), needed);
        Optional<ServerSize> mapped =
                size(context.targets(), context.translation().id(FlavorType.KIND, needed));
        return mapped.isPresent()
                && own.filter(mapped.get()::fits).isEmpty()
                && ServerSize.of(copy, target).filter(mapped.get()::fits).isPresent();
    }

    private static Optional<ServerSize> size(CloudInventory inventory, String flavor) {
        return inventory.find(FlavorType.KIND, flavor).map(found -> ServerSize.ofFlavor(found.json()));
    }
}
