package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingAnnouncement;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Hands a server's floating addresses over from the source to the target. They are held on the target before the stop,
 * released by the source, and only then bound on the target, so that the clouds never both announce an address.
 *
 * <p>The metadata of the source's server notes its addresses before they are let go. Nothing is deleted on the source:
 * the address stays in its project, bound to nothing.
 */
final class FloatingHandover {
    private final ChangeContext context;
    private final SourceRecord record;
    private final HeldGateways gateways;
    private final List<FloatingAddress> going = new ArrayList<>();
    private final List<FloatingAddress> begun = new ArrayList<>();
    private final List<FloatingAddress> held = new ArrayList<>();

    FloatingHandover(ChangeContext context) {
        this.context = context;
        this.record = new SourceRecord(context.source(), context.resource());
        this.gateways = new HeldGateways(context.options().cutovers());
    }

    /** Completes when all that can be handed over now are bound on the target; those behind a held gateway stay. */
    CompletableFuture<List<String>> run() {
        Resource server = record.read();
        List<FloatingAddress> all =
                ServerFloating.of(server, context.inventory().anew());
        List<String> notes = new ArrayList<>();
        going.clear();
        for (FloatingAddress floating : all) {
            if (gateways.holds(floating, context.inventory())) {
                held.add(floating);
                note(floating); // for pumpCutover, which finds it by that
                notes.add("floating address " + floating.address() + " stays on "
                        + context.source().name() + " until pumpCutover, as its gateway does");
            } else {
                going.add(floating);
            }
        }
        CompletableFuture<?> silent = CompletableFuture.completedFuture(null);
        for (FloatingAddress floating : going) {
            begun.add(floating);
            release(floating);
            silent = silent.thenCompose(before -> FloatingAnnouncement.ended(context, onSource(floating)));
        }
        return silent.thenApply(nothing -> {
            going.forEach(floating -> notes.add(bind(floating)));
            return notes;
        });
    }

    private void release(FloatingAddress floating) {
        note(floating);
        onSource(floating)
                .release(floating.port(), new Mark(context.target().name(), onTarget(floating)), floating.fixed());
    }

    /**
     * Does what {@link #run} could not, for a copy that runs since an earlier run: the source's server is off, so that
     * an address that stays with it must be reported. Completes when each was tried.
     */
    CompletableFuture<?> finish() {
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (FloatingAddress floating : List.copyOf(going)) {
            all = all.thenCompose(before -> Stages.recover(
                    Stages.begin(() -> {
                        release(floating);
                        return FloatingAnnouncement.ended(context, onSource(floating))
                                .thenApply(silent -> (Object) bind(floating));
                    }),
                    failure -> {
                        if (Stages.isInterrupt(failure)) {
                            return CompletableFuture.failedFuture(failure);
                        }
                        context.say("floating address " + floating.address() + " does not lead to its copy on "
                                + context.target().name() + ": "
                                + Stages.cause(failure).getMessage()
                                + " Run again; or, when " + context.source().name() + " has let it go: "
                                + "openstack floating ip set --port "
                                + context.translation().id(PortType.KIND, floating.port()) + " --fixed-ip-address "
                                + floating.fixed() + " " + onTarget(floating) + " on "
                                + context.target().name());
                        return CompletableFuture.completedFuture(null);
                    }));
        }
        return all;
    }

    private void note(FloatingAddress floating) {
        record.note(Json.object().put(floating.key(), floating.note(onTarget(floating))));
    }

    private String bind(FloatingAddress floating) {
        FloatingBinding binding = new FloatingBinding(context.target(), onTarget(floating));
        binding.bind(context.translation().id(PortType.KIND, floating.port()), floating.fixed());
        String address = Json.text(binding.read(), "floating_ip_address");
        return address.equals(floating.address())
                ? "floating address " + address + " kept"
                : "floating address " + floating.address() + " is now " + address;
    }

    private String onTarget(FloatingAddress floating) {
        return context.translation().id(FloatingIpType.KIND, floating.ip().id());
    }

    private FloatingBinding onSource(FloatingAddress floating) {
        return new FloatingBinding(context.source(), floating.ip().id());
    }

    /**
     * Gives the addresses back that {@link #run} has begun to hand over: first the target lets go, then the source
     * binds. Each is tried, whatever becomes of the others; what could not be given back is said.
     */
    CompletableFuture<?> giveBack() {
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (FloatingAddress floating : List.copyOf(begun)) {
            all = all.thenCompose(before -> giveBack(floating));
        }
        held.forEach(floating -> record.strikeOut(floating.key(), context::say));
        begun.clear();
        held.clear();
        return all;
    }

    /** Gives back, too, what an earlier run has handed over: the copy that has the addresses is about to go. */
    CompletableFuture<?> giveBackAll() {
        for (FloatingAddress floating :
                ServerFloating.of(record.read(), context.inventory().anew())) {
            if (floating.copy() != null && !begun.contains(floating)) {
                begun.add(floating);
            }
        }
        return giveBack();
    }

    private CompletableFuture<?> giveBack(FloatingAddress floating) {
        return Stages.begin(() -> {
                    FloatingBinding onTarget = new FloatingBinding(context.target(), onTarget(floating));
                    onTarget.release(context.translation().id(PortType.KIND, floating.port()), null, null);
                    return FloatingAnnouncement.ended(context, onTarget).thenApply(silent -> {
                        onSource(floating).bind(floating.port(), floating.fixed());
                        record.strikeOut(floating.key(), context::say);
                        context.say("has floating address " + floating.address() + " on "
                                + context.source().name() + " again");
                        return null;
                    });
                })
                .exceptionally(failure -> {
                    if (Stages.isInterrupt(failure)) {
                        throw new CompletionException(Stages.cause(failure));
                    }
                    context.say("could not give floating address " + floating.address() + " back: "
                            + Stages.cause(failure).getMessage()
                            + " When no cloud has it bound, bind it on "
                            + context.source().name()
                            + ": " + floating.binding(context.resource())
                            + ". The next run finds it by its note on the server");
                    return null;
                });
    }
}
