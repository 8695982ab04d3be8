package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Spoken;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Nova of the target counts on the host, and the source forgets it: only now, as nothing leads back from here. */
final class Arrive implements Stage {

    @Override
    public HostStep look(Site site) {
        ComputeHost host = host(site);
        Optional<HostFacts> facts = host.find();
        if (facts.isEmpty() || !facts.get().compute().up()) {
            return new HostStep.Wait(
                    "deployed; waiting for nova-compute on " + site.target().name());
        }
        if (!facts.get().compute().enabled()) {
            return new HostStep.Act("enable nova-compute on " + site.target().name(), host::enable);
        }
        if (!facts.get().serving()) {
            return new HostStep.Wait("deployed; " + facts.get().whyNotServing());
        }
        Set<String> joined =
                facts.get().aggregates().stream().map(HostFacts.Aggregate::name).collect(Collectors.toSet());
        for (String aggregate : site.plan().aggregates()) {
            if (!joined.contains(aggregate)) {
                return new HostStep.Act("join aggregate " + aggregate, () -> host.join(aggregate));
            }
        }
        String zone = site.plan().zone();
        if (zone != null && !zone.equals(facts.get().zone())) {
            return new HostStep.Act("join zone " + zone, () -> host.joinZone(zone));
        }
        if (site.source().isRemembered()) {
            return new HostStep.Act(
                    "remove its records from " + site.world().source().name(),
                    () -> site.state()
                            .note(
                                    Notes.FORGOTTEN,
                                    String.join(", ", site.source().forget())));
        }
        return new HostStep.Done("ready; nova-compute up on " + site.target().name() + all(site) + forgotten(site));
    }

    private static ComputeHost host(Site site) {
        return new ComputeHost(site.target(), Assign.present(site).fqdn());
    }

    private static String forgotten(Site site) {
        String records = site.state().note(Notes.FORGOTTEN);
        return records == null || records.isEmpty()
                ? ""
                : "; removed from " + site.world().source().name() + ": " + records;
    }

    private static String all(Site site) {
        return site.state().spells().isEmpty()
                ? ""
                : " after "
                        + Spoken.of(Duration.between(
                                Instant.ofEpochSecond(
                                        site.state().spells().get(0).since()),
                                site.now()));
    }

    @Override
    public String late(Site site) {
        String why = host(site).find().map(HostFacts::whyNotServing).orElse(null);
        return "Fuel has deployed it, but it does not serve in " + site.target().name() + ": "
                + (why == null
                        ? "its Nova has no nova-compute of this host; see nova-compute's log on the node (message queue,"
                                + " time)."
                        : why)
                + " Then run again.";
    }
}
