package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.power.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * In which state a machine was left by a move that failed or was stopped, and what to do next: in words that need
 * nothing else read.
 */
public final class WhereLeft {
    private static final String EMPTIED =
            "power and wiring not changed; nova-compute disabled on the source; its servers"
                    + " are where their own lines say. Next: run the step again, it resumes where the host is; or, to keep it in"
                    + " the source, enable its nova-compute, and bring its servers back with pumpRollback.";

    private static final String AGAIN = "run the step again, it resumes where the host is";
    private static final String EARLIER = "wiring as an earlier build has left it: ";

    private WhereLeft() {}

    /** After a failure: the BMC is asked whether the machine is on, unless it was the BMC that failed. */
    public static String look(HostContext context, boolean bmcFailed) {
        HostState state = context.state();
        return isUntouched(state)
                ? of(state, null)
                : of(state, bmcFailed ? "unknown, as the BMC fails" : power(context));
    }

    /** By what is remembered alone. */
    public static String remembered(HostState state) {
        return of(state, null);
    }

    private static String power(HostContext context) {
        try {
            return context.bmc().power() == Power.ON ? "on" : "off";
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return "unknown, as the BMC does not say";
        }
    }

    private static String of(HostState state, String power) {
        if (isUntouched(state)) {
            if (isRewiredEarlier(state)) {
                return "nothing was changed by this build; " + wiring(state) + ". Next: " + resumed(state);
            }
            return state.note(NoteKeys.EMPTYING) == null ? "nothing was changed" : EMPTIED;
        }
        List<String> parts = new ArrayList<>();
        parts.add("power " + (power == null ? rememberedPower(state) : power));
        parts.add(wiring(state));
        parts.add(
                state.note(NoteKeys.NODE) == null
                        ? "not known as a node in Fuel"
                        : "node-" + state.note(NoteKeys.NODE) + " in Fuel");
        if (hasLeft(state)) {
            parts.add("nova-compute disabled on the source");
        }
        return String.join("; ", parts) + ". Next: " + next(state);
    }

    /** Of a phase that only looks; a campaign's host may have lost its servers before. */
    private static boolean isUntouched(HostState state) {
        return state.phase() == null
                || state.phase() == Phase.INTERLOCK && !hasRun(state, Phase.LEAVE)
                || state.phase() == Phase.LEAVE
                        && !state.changed()
                        && state.announced().name() == null;
    }

    /**
     * A move that took over from another one has not disabled it, and one that came back to the interlock found it
     * used.
     */
    private static boolean hasLeft(HostState state) {
        return state.phase() != Phase.INTERLOCK
                && (state.phase().compareTo(Phase.ASSIGN) < 0 || hasRun(state, Phase.LEAVE));
    }

    private static boolean hasRun(HostState state, Phase phase) {
        return state.phaseRuns().stream().anyMatch(run -> run.phase() == phase);
    }

    private static String rememberedPower(HostState state) {
        if (state.note(NoteKeys.POWERED_ON) != null) {
            return "on";
        }
        return state.note(NoteKeys.OFF_SINCE) != null ? "off" : state.phase() == Phase.LEAVE ? "on" : "on or off";
    }

    private static String wiring(HostState state) {
        List<String> moved = ports(state, NoteKeys.FORMER_VLAN);
        if (!moved.isEmpty()) {
            // What is announced may have run or not; of several ports some may be moved and the next one not.
            boolean certain = state.phase() != Phase.REWIRE || state.announced().name() == null;
            return "moved to the Admin network" + (certain ? ": " : ", or about to be: ") + String.join(", ", moved);
        }
        if (state.note(NoteKeys.REWIRED) != null) {
            return "rewired by the block";
        }
        if (isRewiredEarlier(state)) {
            return EARLIER + String.join(", ", ports(state, NoteKeys.EARLIER_VLAN));
        }
        return state.outside() == null ? "wiring not changed" : "rewired by the block or not, as it has not ended well";
    }

    private static boolean isRewiredEarlier(HostState state) {
        return !ports(state, NoteKeys.EARLIER_VLAN).isEmpty();
    }

    /** A phrase for each port that has such a note. */
    private static List<String> ports(HostState state, String key) {
        return state.notes().entrySet().stream()
                .filter(note -> note.getKey().startsWith(key))
                .map(note -> "port " + note.getKey().substring(key.length()) + ", VLAN " + note.getValue() + " before")
                .toList();
    }

    /** What leads back besides power and boot device, to be read before it; empty if nothing. */
    private static String undone(HostState state) {
        return (state.phase() == Phase.ASSIGN ? "take its node out of the environment in Fuel, " : "")
                + (wiring(state).startsWith("moved") || wiring(state).startsWith(EARLIER) ? "pumpHostUndo, " : "")
                + (wiring(state).startsWith("rewired") ? "put its wiring back, " : "");
    }

    private static String next(HostState state) {
        if (state.note(NoteKeys.OTHER_MACHINE) != null) {
            return "correct what is said above; run the step again, or enable its nova-compute on the source.";
        }
        if (state.phase().compareTo(Phase.DEPLOY) >= 0) {
            return AGAIN + ". Its disk belongs to the target: do not start the source's system on it.";
        }
        return state.phase() == Phase.LEAVE && state.note(NoteKeys.ERASED) == null && !isRewiredEarlier(state)
                ? AGAIN + "; or enable its nova-compute on the source."
                : resumed(state);
    }

    /** Of a machine that may be off, rewired or erased. */
    private static String resumed(HostState state) {
        if (state.note(NoteKeys.ERASED) != null) {
            return AGAIN + ". Its disks may be erased, as environment " + state.note(NoteKeys.ERASED)
                    + " of the source's Fuel was told to let it go: to keep it in the source, "
                    + undone(state) + "deploy it anew with that Fuel.";
        }
        return AGAIN + "; or, to keep it in the source, " + undone(state)
                + "boot device back to its disk, power on, enable its nova-compute.";
    }
}
