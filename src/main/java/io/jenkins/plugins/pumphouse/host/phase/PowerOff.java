package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Spoken;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asked to shut down, given time, switched off if need be; off when the BMC says so, and the source notices that it is
 * this host.
 */
final class PowerOff implements Stage {
    /** A hypervisor without servers shuts down in a minute or two; this is part of the phase's time-out. */
    private static final int SHARE_FOR_SOFT = 3;

    @Override
    public HostStep look(Site site) {
        if (site.state().note(Notes.OTHER_MACHINE) != null) {
            return OtherMachine.look(site);
        }
        String asked = site.state().note(Notes.ASKED_TO_SHUT_DOWN);
        if (site.bmc().power() == Power.OFF) {
            Optional<HostStep> notYet = OtherMachine.wait(site);
            return notYet.orElseGet(
                    () -> new HostStep.Done("power off by " + how(site) + " (" + went(site, asked) + ")"));
        }
        if (asked == null) {
            // Not seen at once: the machine runs on while it shuts down.
            return new HostStep.Act("ask it to shut down", () -> askToShutDown(site), false);
        }
        Duration since = Duration.between(Instant.ofEpochSecond(Long.parseLong(asked)), site.now());
        if (site.state().note(Notes.NO_SOFT_OFF) == null && since.compareTo(softTime(site)) < 0) {
            return new HostStep.Wait(null);
        }
        if (site.state().note(Notes.WENT_OFF) == null) {
            return new HostStep.Act(
                    "switch it off",
                    () -> {
                        site.bmc().turn(PowerAction.OFF);
                        site.state().note(Notes.WENT_OFF, "hard, " + whyHard(site));
                    },
                    false);
        }
        return new HostStep.Wait("is to go off");
    }

    /**
     * A BMC that cannot ask, or an operating system that cannot be asked, does not keep the machine on: it has no
     * servers any more.
     */
    private static void askToShutDown(Site site) {
        try {
            site.bmc().turn(PowerAction.SOFT_OFF);
        } catch (BmcException.Refused e) {
            noSoftOff(site, e);
        } catch (BmcException.Unsupported e) {
            if (e.mayPass()) {
                throw e;
            }
            noSoftOff(site, e);
        }
        site.state().note(Notes.ASKED_TO_SHUT_DOWN, Long.toString(site.now().getEpochSecond()));
    }

    private static void noSoftOff(Site site, BmcException why) {
        site.state()
                .note(
                        Notes.NO_SOFT_OFF,
                        why.getMessage()
                                .replaceFirst("^" + Pattern.quote(site.plan().host() + ": "), ""));
    }

    private static String whyHard(Site site) {
        String noSoftOff = site.state().note(Notes.NO_SOFT_OFF);
        return noSoftOff == null
                ? "after it did not shut down within " + Spoken.of(softTime(site))
                : "as it cannot be asked to shut down: " + noSoftOff;
    }

    private static Duration softTime(Site site) {
        return site.plan().timeout(site.state().phase()).dividedBy(SHARE_FOR_SOFT);
    }

    private static String went(Site site, String asked) {
        String hard = site.state().note(Notes.WENT_OFF);
        if (hard != null) {
            return hard;
        }
        Instant off = Instant.ofEpochSecond(Long.parseLong(site.state().note(Notes.OFF_SINCE)));
        return asked == null
                ? "it was off"
                : "soft, " + Spoken.of(Duration.between(Instant.ofEpochSecond(Long.parseLong(asked)), off));
    }

    static String how(Site site) {
        return site.plan().bmc().driver().name().toLowerCase(Locale.ROOT) + " "
                + site.plan().bmc().address();
    }

    @Override
    public String late(Site site) {
        return "its BMC " + site.plan().bmc().address()
                + " accepted to switch it off, but still says that it is on. Switch it off at the"
                + " machine or reset the BMC, then run again.";
    }
}
