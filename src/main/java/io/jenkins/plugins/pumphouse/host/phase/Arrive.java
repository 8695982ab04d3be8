package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nova of the target counts on the host, and the source forgets it: only now, as nothing leads back from this point.
 */
final class Arrive implements PhaseHandler {
    /** How the reasons begin that nobody wrote: Nova's own for a new service, and those of our steps. */
    private static final List<String> OF_NOVA = List.of("New compute service disabled", "pumpHost:", "pumpCampaign:");

    @Override
    public HostStep look(HostContext context) {
        ComputeHost host = host(context);
        context.state().note(NoteKeys.SERVES_AS, Assign.present(context).fqdn());
        Optional<HostFacts> facts = host.find();
        if (facts.isEmpty() || !facts.get().compute().up()) {
            return new HostStep.Wait(
                    "deployed; waiting for nova-compute on " + context.target().name());
        }
        if (!facts.get().compute().enabled() && isByItself(facts.get())) {
            return new HostStep.Wait("deployed; its nova-compute has disabled itself: "
                    + facts.get().compute().reason());
        }
        if (!facts.get().compute().enabled()) {
            requireOurs(context, facts.get());
            return new HostStep.Act("enable nova-compute on " + context.target().name(), host::enable);
        }
        if (!facts.get().serving()) {
            return new HostStep.Wait("deployed; " + facts.get().whyNotServing());
        }
        Set<String> joined =
                facts.get().aggregates().stream().map(HostFacts.Aggregate::name).collect(Collectors.toSet());
        for (String aggregate : context.plan().place().aggregates()) {
            if (!joined.contains(aggregate)) {
                return new HostStep.Act("join aggregate " + aggregate, () -> host.join(aggregate));
            }
        }
        String zone = context.plan().place().zone();
        if (zone != null && !zone.equals(facts.get().zone())) {
            return new HostStep.Act("join zone " + zone, () -> host.joinZone(zone));
        }
        if (context.source().isRemembered()) {
            return new HostStep.Act(
                    "remove its records from " + context.services().source().name(),
                    () -> context.state()
                            .note(
                                    NoteKeys.FORGOTTEN,
                                    String.join(", ", context.source().forget())));
        }
        return new HostStep.Done("ready; nova-compute up on " + context.target().name() + all(context)
                + forgotten(context) + marked(context));
    }

    /** As nova-compute does while it has lost libvirt, and enables itself again. */
    private static boolean isByItself(HostFacts facts) {
        return facts.compute().reason() != null && facts.compute().reason().startsWith("AUTO:");
    }

    /**
     * A new nova-compute is enabled, also where Nova is set to disable it ({@code enable_new_services}). One for which
     * a person wrote down why it is disabled stays so.
     */
    private static void requireOurs(HostContext context, HostFacts facts) {
        String reason = facts.compute().reason();
        if (reason != null && OF_NOVA.stream().noneMatch(reason::startsWith)) {
            throw new HostException("its nova-compute (" + facts.host() + ") reports to "
                    + context.target().name() + ", where somebody disabled it with the reason \"" + reason
                    + "\", so it is not enabled. If it shall serve: openstack compute service set --enable "
                    + facts.host() + " nova-compute; then run again.");
        }
    }

    private static ComputeHost host(HostContext context) {
        return new ComputeHost(context.target(), Assign.present(context).fqdn());
    }

    private static String forgotten(HostContext context) {
        String records = context.state().note(NoteKeys.FORGOTTEN);
        return records == null || records.isEmpty()
                ? ""
                : "; removed from " + context.services().source().name() + ": " + records;
    }

    /** What somebody else has begun, and servers that come to the host now would not survive. */
    private static String marked(HostContext context) {
        Node node = Assign.present(context);
        return node.pendingDeletion()
                ? "; somebody has marked node-" + node.id() + " for deletion: who applies the changes of "
                        + context.environment() + " next erases it"
                : "";
    }

    private static String all(HostContext context) {
        return context.state().phaseRuns().isEmpty()
                ? ""
                : " after "
                        + DurationText.of(Duration.between(
                                Instant.ofEpochSecond(
                                        context.state().phaseRuns().get(0).since()),
                                context.now()));
    }

    @Override
    public String late(HostContext context) {
        String why = host(context).find().map(HostFacts::whyNotServing).orElse(null);
        return "Fuel has deployed it, but it does not serve in "
                + context.target().name() + ": "
                + (why == null
                        ? "its Nova has no nova-compute of this host; see nova-compute's log on the node (message queue,"
                                + " time)."
                        : why)
                + " Then run again.";
    }
}
