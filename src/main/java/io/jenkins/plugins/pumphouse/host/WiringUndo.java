package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.phase.HostContext;
import io.jenkins.plugins.pumphouse.host.phase.SharedServices;
import io.jenkins.plugins.pumphouse.host.phase.WiringBack;
import java.io.Serializable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Puts the ports of hosts back that {@code pumpHost} has rewired and that do not go on, one host after the other. */
public final class WiringUndo {
    private static final String INTERRUPTED = "interrupted; the last change may have been made, run the step again";

    private final HostRequest request;
    private final int vlan;
    private final Consumer<String> lines;

    /**
     * @param vlan for all ports; 0 for what the hosts' states remember
     * @param lines takes what is to be told, a line at a time
     */
    public WiringUndo(HostRequest request, int vlan, Consumer<String> lines) {
        this.request = request;
        this.vlan = vlan;
        this.lines = line -> lines.accept(ConsoleText.line(line));
    }

    /**
     * The outcome of one host.
     *
     * @param ports how many were changed, or would be; with a failure, before it
     * @param failure why nothing more was done; null if all is as it was
     */
    public record Outcome(String host, int ports, String failure) implements Serializable {}

    /**
     * The outcomes of all hosts.
     *
     * @param interrupted whether it was stopped before its end
     */
    public record Result(ArrayList<Outcome> outcomes, boolean dryRun, boolean interrupted) implements Serializable {
        public String summary() {
            int ports = outcomes.stream().mapToInt(Outcome::ports).sum();
            long failed = outcomes.stream()
                    .filter(outcome -> outcome.failure() != null)
                    .count();
            return ports
                    + (ports == 1 ? " port " : " ports ")
                    + (dryRun ? "to put back" : "put back")
                    + (failed == 0 ? "" : ", " + failed + (dryRun ? " would fail" : " failed"));
        }

        /** A line each. */
        public List<String> failures() {
            return outcomes.stream()
                    .filter(outcome -> outcome.failure() != null)
                    .map(outcome -> outcome.host() + ": " + outcome.failure())
                    .toList();
        }

        /** As the build's page shows it. */
        public Map<String, Object> toReport(HostRequest request) {
            Map<String, Object> map = toMap();
            map.put("source", request.clouds().source().name());
            map.put("target", request.clouds().target().name());
            map.put("interrupted", interrupted);
            map.put("notes", new ArrayList<>(failures()));
            return map;
        }

        /** As the step returns it. */
        public Map<String, Object> toMap() {
            ArrayList<Map<String, Object>> hosts = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                Map<String, Object> host = new LinkedHashMap<>(Map.of(
                        "host", outcome.host(), "changed", outcome.ports() > 0 && !dryRun, "ports", outcome.ports()));
                host.put("failure", outcome.failure());
                hosts.add(host);
            }
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("changed", !dryRun && outcomes.stream().anyMatch(outcome -> outcome.ports() > 0));
            map.put("summary", summary());
            map.put("hosts", hosts);
            return map;
        }
    }

    /**
     * Continues with the others when one host fails.
     *
     * @param states what is remembered of each host of the request; not changed
     * @return one outcome a host, also when the thread is interrupted; what is left is found by the next run
     */
    public Result run(List<HostState> states) {
        ArrayList<Outcome> outcomes = new ArrayList<>();
        boolean interrupted = false;
        try (SharedServices services = new SharedServices(request)) {
            for (HostState state : states) {
                interrupted |= Thread.currentThread().isInterrupted();
                outcomes.add(interrupted ? new Outcome(state.host(), 0, INTERRUPTED) : undo(services, state));
            }
        }
        interrupted |= outcomes.stream().anyMatch(outcome -> INTERRUPTED.equals(outcome.failure()));
        return new Result(outcomes, request.dryRun(), interrupted);
    }

    private Outcome undo(SharedServices services, HostState state) {
        String host = state.host();
        try (HostContext context = new HostContext(services, request.plan(host), state, Clock.systemUTC())) {
            WiringBack back = new WiringBack(context, vlan);
            String failure = run(back, host);
            lines.accept(host + "  "
                    + (failure == null ? next(back) : (request.dryRun() ? "would fail: " : "failed: ") + failure));
            return new Outcome(host, back.changed(), failure);
        }
    }

    private String next(WiringBack back) {
        if (back.erasedBy() != null) {
            return "next: its disks are erased, as environment " + back.erasedBy()
                    + " of the source's Fuel has let it go. Boot it from the network"
                    + " and deploy it anew with that Fuel; nothing of the source's system is left to boot";
        }
        return "next: boot device back to its disk, power on, enable its nova-compute on "
                + request.clouds().source().name()
                + (back.mayBeErased()
                        ? "; Fuel had begun to deploy it, so look first whether the disk still holds the source's"
                                + " system"
                        : "");
    }

    /** Why it failed; null if it did not. */
    private String run(WiringBack back, String host) {
        try {
            back.run(line -> lines.accept(host + "  " + line));
            return null;
        } catch (CancellationException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } catch (RuntimeException e) {
            return FailureClass.of(e).message();
        }
    }
}
