package io.jenkins.plugins.pumphouse.steps.host;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.HostLoop;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationRequest;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.settings.ChosenHosts;
import io.jenkins.plugins.pumphouse.steps.agent.AgentLoss;
import io.jenkins.plugins.pumphouse.steps.agent.ControllerClaims;
import io.jenkins.plugins.pumphouse.steps.agent.ControllerStatus;
import io.jenkins.plugins.pumphouse.steps.agent.EmptyingCall;
import io.jenkins.plugins.pumphouse.steps.agent.EvacuationCall;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The servers of a campaign's host leave it: for the target, and those that cannot leave the source for other
 * hypervisors of it.
 *
 * @param step has the calls done, and keeps what came of them
 * @param status takes how far it is
 */
record HostEmptying(
        HostsExecution step,
        HostArguments arguments,
        ChosenHosts chosen,
        HostRequest request,
        String host,
        Consumer<String> status) {

    /** Tells the host's state what came of it; nothing when it was interrupted, as the next turn begins again. */
    void run(HostLoop loop) throws IOException, InterruptedException, AgentLoss.Lost {
        Report report = moveServers();
        if (report.interrupted()) {
            return;
        }
        if (arguments.evacuate) {
            tell(loop, report, evacuate());
        } else {
            tell(loop, report);
        }
    }

    private Report moveServers() throws IOException, InterruptedException, AgentLoss.Lost {
        MigrationRequest servers = arguments.emptying(request, host, chosen, build());
        ControllerClaims claims = new ControllerClaims(servers.options().mover().name());
        return step.answer(
                new EmptyingCall(servers, claims, new ControllerStatus(status), listener()),
                claims::end,
                report -> step.keepReport(arguments.step() + " " + host, report.toMap()));
    }

    /** What could not leave the cloud goes to other hypervisors of it. */
    private EvacuationResult evacuate() throws IOException, InterruptedException, AgentLoss.Lost {
        EvacuationRequest rest = arguments.evacuation(request, host, chosen, build());
        return step.answer(
                new EvacuationCall(rest, new ControllerStatus(status), listener()),
                () -> {},
                result -> step.keepReport("pumpEvacuate " + host, result.toReport()));
    }

    private void tell(HostLoop loop, Report report, EvacuationResult rest) {
        if (rest.interrupted()) {
            return;
        }
        if (rest.failed()) {
            loop.fail(host, "it could not be emptied: " + report.summary() + "; inside the source, " + rest.summary());
        } else {
            loop.change(host, state -> state.emptied(report.changed() || rest.changed()));
        }
    }

    private void tell(HostLoop loop, Report report) {
        if (report.failed()) {
            loop.fail(host, "its servers could not all be moved: " + report.summary());
        } else {
            loop.change(host, state -> state.emptied(report.changed()));
        }
    }

    private String build() throws IOException, InterruptedException {
        return step.getContext().get(Run.class).getFullDisplayName();
    }

    private TaskListener listener() throws IOException, InterruptedException {
        return step.getContext().get(TaskListener.class);
    }
}
