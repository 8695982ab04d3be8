package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import io.jenkins.plugins.pumphouse.remedy.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asked to shut down, given time, switched off if need be; off when the BMC says so, and the source notices that it is
 * this host.
 */
final class PowerOff implements PhaseHandler {
    /** A hypervisor without servers shuts down in a minute or two; this is part of the phase's time-out. */
    private static final int SHARE_FOR_SOFT = 3;

    @Override
    public HostStep look(HostContext context) {
        if (context.state().note(NoteKeys.OTHER_MACHINE) != null) {
            return OtherMachine.look(context);
        }
        OtherMachine.noteWitnesses(context);
        String asked = context.state().note(NoteKeys.ASKED_TO_SHUT_DOWN);
        if (context.bmc().power() == Power.OFF) {
            Optional<HostStep> notYet = OtherMachine.wait(context);
            return notYet.orElseGet(
                    () -> new HostStep.Done("power off by " + how(context) + " (" + went(context, asked) + ")"));
        }
        if (asked == null) {
            // Not seen at once: the machine runs on while it shuts down.
            return new HostStep.Act("ask it to shut down", () -> askToShutDown(context), false);
        }
        Duration since = Duration.between(Instant.ofEpochSecond(Long.parseLong(asked)), context.now());
        Duration left = softTime(context).minus(since);
        if (context.state().note(NoteKeys.NO_SOFT_OFF) == null && left.compareTo(Duration.ZERO) > 0) {
            return new HostStep.Wait("was asked to shut down; else it is switched off", left);
        }
        if (context.state().note(NoteKeys.WENT_OFF) == null) {
            return new HostStep.Act(
                    "switch it off",
                    () -> {
                        context.bmc().turn(PowerAction.OFF);
                        context.state().note(NoteKeys.WENT_OFF, "hard, " + whyHard(context));
                    },
                    false);
        }
        return new HostStep.Wait("was switched off; waiting until its BMC says so");
    }

    /**
     * A BMC that cannot ask, or an operating system that cannot be asked, does not keep the machine on: it has no
     * servers any more.
     */
    private static void askToShutDown(HostContext context) {
        try {
            context.bmc().turn(PowerAction.SOFT_OFF);
        } catch (BmcException.Refused e) {
            noSoftOff(context, e);
        } catch (BmcException.Unsupported e) {
            if (e.recovery() == Recovery.WAIT) {
                throw e;
            }
            noSoftOff(context, e);
        }
        context.state()
                .note(NoteKeys.ASKED_TO_SHUT_DOWN, Long.toString(context.now().getEpochSecond()));
    }

    private static void noSoftOff(HostContext context, BmcException why) {
        context.state()
                .note(
                        NoteKeys.NO_SOFT_OFF,
                        why.getMessage()
                                .replaceFirst("^" + Pattern.quote(context.plan().host() + ": "), ""));
    }

    private static String whyHard(HostContext context) {
        String noSoftOff = context.state().note(NoteKeys.NO_SOFT_OFF);
        return noSoftOff == null
                ? "after it did not shut down within " + DurationText.of(softTime(context))
                : "as it cannot be asked to shut down: " + noSoftOff;
    }

    private static Duration softTime(HostContext context) {
        return context.plan().timeout(context.state().phase()).dividedBy(SHARE_FOR_SOFT);
    }

    private static String went(HostContext context, String asked) {
        String hard = context.state().note(NoteKeys.WENT_OFF);
        if (hard != null) {
            return hard;
        }
        Instant off = Instant.ofEpochSecond(Long.parseLong(context.state().note(NoteKeys.OFF_SINCE)));
        return asked == null
                ? "it was off"
                : "soft, " + DurationText.of(Duration.between(Instant.ofEpochSecond(Long.parseLong(asked)), off));
    }

    static String how(HostContext context) {
        return context.plan().machine().bmc().driver().name().toLowerCase(Locale.ROOT) + " "
                + context.plan().machine().bmc().address();
    }

    @Override
    public String late(HostContext context) {
        if (context.state().note(NoteKeys.OTHER_MACHINE) != null) {
            return OtherMachine.late(context);
        }
        return "its BMC " + context.plan().machine().bmc().address()
                + " accepted to switch it off, but still says that it is on. Switch it off at the"
                + " machine or reset the BMC, then run again.";
    }
}
