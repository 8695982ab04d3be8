package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Fault;
import io.jenkins.plugins.pumphouse.faults.FaultKind;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodeNaming;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import io.jenkins.plugins.pumphouse.machines.fuel.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * One thing that goes wrong with one sort of request to Fuel in one phase of a host's move, and what becomes of the
 * host.
 *
 * @param phase in which it happens
 * @param second whether only while the machine is started a second time, as its node is not proven to be the host's
 * @param method of the request
 * @param glob its path, with {@code *} for each number
 * @param kind what happens; null for nothing
 * @param lasting whether it happens as long as the phase lasts, or else once
 */
record FuelFault(Phase phase, boolean second, String method, String glob, FaultKind kind, boolean lasting) {
    private static final String HOST = "cmp-12";
    private static final Pattern OF_JAVA = Pattern.compile(
            "(?i:Exception|java\\.|com\\.fasterxml|\\bnull\\b|ended unexpectedly|\\bat io\\.)|\\b[A-Z]\\w*Error\\b");

    /** Every sort of request that an undisturbed move sends, in each phase that sends it, and in a second start. */
    static Set<FuelFault> all() throws Exception {
        Set<FuelFault> all = new LinkedHashSet<>(all(false));
        all(true).stream().filter(FuelFault::second).forEach(all::add);
        return all;
    }

    private static Set<FuelFault> all(boolean startedTwice) throws Exception {
        Set<FuelFault> all = new LinkedHashSet<>();
        in(startedTwice, datacenter -> {
            Journey journey = journey(datacenter, 4);
            datacenter.fuel().faults().gatekeeper(new Faults.Gatekeeper() {
                @Override
                public boolean admits(Faults.Asked asked) {
                    HostState state = journey.states().get(0);
                    synchronized (all) {
                        all.add(new FuelFault(
                                state.phase(),
                                isSecond(state),
                                asked.method(),
                                asked.path().replaceAll("/\\d+", "/*"),
                                null,
                                false));
                    }
                    return true;
                }
            });
            journey.run();
        });
        return all;
    }

    private static boolean isSecond(HostState state) {
        return state.note(NoteKeys.SECOND_BOOT) != null && state.note(NoteKeys.PROVEN_NODE) == null;
    }

    FuelFault with(FaultKind other, boolean isLasting) {
        return new FuelFault(phase, second, method, glob, other, isLasting);
    }

    /** What is not as it should be; empty if all is. */
    List<String> findings() throws Exception {
        List<String> findings = new ArrayList<>();
        in(second, datacenter -> judge(datacenter, findings));
        return findings;
    }

    private void judge(Datacenter datacenter, List<String> findings) throws Exception {
        List<String> acts = Collections.synchronizedList(new ArrayList<>());
        datacenter.fuel().witness(new Witness() {
            @Override
            public void after(String act) {
                acts.add(act);
            }
        });
        Journey journey = journey(datacenter, kind == FaultKind.STALL ? 1 : 4);
        Fault fault = datacenter
                .fuel()
                .faults()
                .on(method, glob)
                .when(() -> journey.states().get(0).phase() == phase
                        && isSecond(journey.states().get(0)) == second);
        if (!lasting) {
            fault.times(1);
        }
        kind.arm(fault);
        HostState state;
        try {
            state = journey.run().get(0);
        } catch (AssertionError | IllegalStateException e) {
            findings.add("no end: " + e);
            return;
        }
        if (OF_JAVA.matcher(journey.log()).find()) {
            findings.add("words of Java:\n" + journey.log());
        }
        if (state.status() == Status.FAILED) {
            failed(datacenter, state, findings);
        }
        datacenter.fuel().faults().clear();
        Journey again = journey(datacenter, 20);
        again.states().get(0).recall(state);
        HostState end = again.run().get(0);
        if (end.status() != Status.READY) {
            findings.add("the second run: " + end.message() + "\nafter\n" + journey.log());
        }
        List<String> twice = acts.stream()
                .filter(act -> act.contains("/provision") || act.contains("/deploy") || act.contains("/assignment"))
                .filter(act -> Collections.frequency(acts, act) > 1)
                .distinct()
                .toList();
        if (!twice.isEmpty()) {
            findings.add("done twice: " + twice + "\n" + journey.log() + "\n" + again.log());
        }
        int before = acts.size();
        HostState third = journey(datacenter, 20).run().get(0);
        if (third.status() != Status.READY || third.changed() || acts.size() > before) {
            findings.add("the third run changes something or fails: " + third.message() + " " + acts);
        }
    }

    private void failed(Datacenter datacenter, HostState state, List<String> findings) {
        if (!lasting && kind == FaultKind.UNAUTHORIZED && !glob.endsWith("/tokens")) {
            findings.add("fails for a token that has expired: " + state.message());
        }
        if (!kind.isToldBy(state.message())) {
            findings.add("the cause is not told: " + state.message());
        }
        if (!state.message().contains("Fuel")) {
            findings.add("Fuel is not named: " + state.message());
        }
        String left = state.note(NoteKeys.LEFT);
        boolean on = datacenter.host(HOST).machine().power() == Power.ON;
        if (left == null || left.contains("power on;") && !on || left.contains("power off;") && on) {
            findings.add("the machine is " + (on ? "on" : "off") + ", and is said to be: " + left);
        }
        if (left != null
                && left.contains("nothing was changed")
                && !datacenter.host(HOST).machine().journal().isEmpty()) {
            findings.add("much was changed, not nothing");
        }
    }

    private static Journey journey(Datacenter datacenter, int seconds) {
        return new Journey(datacenter)
                .of(HOST)
                .ports("ge-0/0/1")
                .layout(new LayoutPlan(
                        Integer.toString(datacenter.template()),
                        null,
                        LayoutRules.none(),
                        new NodeNaming(true, Map.of("rack", "3"), null)))
                .fuelAnswers(Duration.ofSeconds(seconds), Duration.ofMinutes(1));
    }

    private interface Within {
        void use(Datacenter datacenter) throws Exception;
    }

    private static void in(boolean startedTwice, Within within) throws Exception {
        Datacenter datacenter = Datacenter.with(HOST).wiredBySwitch();
        try {
            datacenter
                    .apply(
                            new Statement() {
                                @Override
                                public void evaluate() throws Throwable {
                                    if (startedTwice) {
                                        Hardware hardware =
                                                datacenter.host(HOST).hardware();
                                        datacenter.reports(
                                                HOST, new Hardware(null, null, hardware.nics(), hardware.disks()));
                                    }
                                    within.use(datacenter);
                                }
                            },
                            Description.EMPTY)
                    .evaluate();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return phase + (second ? " of a second start " : " ") + method + " " + glob + ", "
                + (kind == null ? "" : kind.words) + (lasting ? ", lasting" : ", once");
    }
}
