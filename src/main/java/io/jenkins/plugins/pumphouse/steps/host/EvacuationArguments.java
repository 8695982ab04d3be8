package io.jenkins.plugins.pumphouse.steps.host;

import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationRequest;
import io.jenkins.plugins.pumphouse.host.evacuation.How;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.steps.ArgumentLimits;
import io.jenkins.plugins.pumphouse.steps.PumpClouds;
import io.jenkins.plugins.pumphouse.steps.StepArguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;

/** What {@code pumpEvacuate} was asked for. */
final class EvacuationArguments extends StepArguments {
    private static final long serialVersionUID = 1L;

    String host;
    /** One of {@link How#words()}. */
    String how;

    ArrayList<String> cold = new ArrayList<>();
    /** 0 for the usual. */
    int parallel;
    /** Seconds between two looks. */
    int poll;
    /** Minutes for one server. */
    int timeout;

    EvacuationArguments(String step, PumpClouds clouds, boolean dryRun) {
        super(step, clouds, dryRun);
    }

    /** The request, secrets included: to be handed on and not to be kept. */
    EvacuationRequest request(CloudAccess source, ArgumentLimits limits, String build) {
        return new EvacuationRequest(
                source,
                host,
                How.valueOf(how.toUpperCase(Locale.ROOT)),
                Set.copyOf(cold),
                limits.number("parallel", parallel, EvacuationRequest.USUAL_PARALLEL),
                Duration.ofSeconds(poll),
                Duration.ofMinutes(timeout),
                step() + " of " + build,
                dryRun());
    }
}
