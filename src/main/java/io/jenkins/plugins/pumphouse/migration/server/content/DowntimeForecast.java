package io.jenkins.plugins.pumphouse.migration.server.content;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long the servers of a plan will be off, by the estimate of {@link MoveTime}, and whether the operator allows it.
 */
public final class DowntimeForecast {
    /** So many servers are named one by one. */
    private static final int NAMED = 10;

    private final CloudInventory source;
    private final Options options;
    private final String target;
    private final MoveTime time;

    public DowntimeForecast(CloudInventory source, String target, Options options) {
        this.source = source;
        this.options = options;
        this.target = target;
        this.time = new MoveTime(source, target, options);
    }

    /** Lines for a person; none when no server that runs is to be moved. */
    public List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        long longest = 0;
        long all = 0;
        Map<String, Long> byHost = new HashMap<>();
        int servers = 0;
        for (Change change : plan.changes()) {
            Resource server = change.resource();
            if (server.kind().equals(Kind.SERVER)
                    && change.decision().writes()
                    && "ACTIVE".equals(MoveNotes.power(server))) {
                long bytes = time.bytes(server);
                long seconds = time.seconds(server);
                longest = Math.max(longest, seconds);
                long whole = seconds + (options.precopy() ? time.early(server) : 0);
                all += whole;
                byHost.merge(String.valueOf(NovaServer.host(server)), whole, Long::sum);
                servers++;
                if (servers <= NAMED) {
                    lines.add("downtime  " + server.name() + ": at most about " + MoveTime.shown(seconds)
                            + (bytes == 0 ? "" : " (disk " + Size.shown(bytes) + ")")
                            + (options.precopy() && bytes > 0
                                    ? ", and about " + MoveTime.shown(time.secondsAfterPrecopy(server))
                                            + " if nothing is written after the early copy"
                                    : ""));
                }
            }
        }
        if (servers > 0) {
            lines.add("downtime  " + servers + (servers == 1 ? " server is" : " servers are")
                    + " off for at most about " + MoveTime.shown(longest)
                    + " each, and about "
                    + MoveTime.shown(Math.max(Math.max(longest, all / options.transfers()), last(byHost)))
                    + " pass for all, "
                    + options.transfers() + " transfers at a time at " + Size.shown(time.rate()) + "/s each ("
                    + (time.isMeasured() ? "measured" : "assumed until one is measured") + ")");
            bounded(lines, byHost.size());
        }
        return lines;
    }

    /** Seconds until the hypervisor of the source has ended that has the most to move. */
    private long last(Map<String, Long> byHost) {
        int most = options.hosts().source();
        return most == 0 ? 0 : Collections.max(byHost.values()) / most;
    }

    private void bounded(List<String> lines, int hosts) {
        if (options.hosts().source() > 0) {
            lines.add("downtime  " + options.hosts().source() + " at a time of each hypervisor of "
                    + source.cloud().name() + ", of which " + hosts + (hosts == 1 ? " has" : " have")
                    + " servers to move (perHost)");
        }
        if (options.hosts().target() > 0) {
            lines.add("downtime  a server whose content has arrived waits, while it is off, until no hypervisor of "
                    + target + " boots " + options.hosts().target() + " others (perTargetHost); the times above do not"
                    + " contain that");
        }
    }

    /** Why a server that runs would be off for too long; empty when it would not, or there is no bound. */
    public Optional<String> tooLong(Resource server) {
        Duration most = options.bounds().maxDowntime();
        boolean runs = "ACTIVE".equals(ServerState.goal(MoveNotes.power(server), options.paused()));
        return most == null || !runs || time.seconds(server) <= most.toSeconds()
                ? Optional.empty()
                : Optional.of("would be off for up to " + MoveTime.shown(time.seconds(server)) + " (disk "
                        + Size.shown(time.bytes(server)) + " at " + Size.shown(time.rate())
                        + "/s), and maxDowntime allows " + MoveTime.shown(most.toSeconds()));
    }

    /** @throws NotBegun when the server would not have moved by the end that the operator has set */
    public void checkEnd(Resource server) {
        checkEnd(time.seconds(server));
    }

    /** The same before the early copy, which takes its time too. */
    void checkEndWithPrecopy(Resource server) {
        checkEnd(time.seconds(server) + time.early(server));
    }

    private void checkEnd(long seconds) {
        Instant until = options.bounds().until();
        Duration left = until == null ? null : Duration.between(Instant.now(), until);
        if (left != null && left.toSeconds() < seconds) {
            throw new NotBegun("not begun: its move may take " + MoveTime.shown(seconds) + ", and "
                    + (left.isNegative() ? "the end" : MoveTime.shown(left.toSeconds()) + " are left until the end")
                    + " that the argument until sets"
                    + (left.isNegative() ? " is over" : "") + ". It was not touched; the next run moves it");
        }
    }
}
