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
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How long the servers of a plan will be off, by the estimate of {@link MoveTime}, and whether the operator allows it.
 */
public final class DowntimeForecast {
    /** Servers named one by one. */
    private static final int NAMED = 10;

    private static final DateTimeFormatter END = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

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

    /**
     * What the move of a server is expected to take.
     *
     * @param bytes of its disk
     * @param off seconds without a running server
     * @param whole seconds with the early copy
     */
    private record Expected(Resource server, long bytes, long off, long whole) {}

    /** Lines for a person; none when no server that runs is to be moved. */
    public List<String> of(Plan plan) {
        List<Expected> moves = plan.changes().stream()
                .filter(DowntimeForecast::stopsAServer)
                .map(change -> expected(change.resource()))
                .toList();
        if (moves.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        moves.stream().limit(NAMED).map(this::each).forEach(lines::add);
        Map<String, Long> byHost = moves.stream()
                .collect(Collectors.groupingBy(
                        move -> String.valueOf(NovaServer.host(move.server())),
                        Collectors.summingLong(Expected::whole)));
        lines.add(all(moves, byHost));
        bounded(lines, byHost.size());
        return lines;
    }

    private static boolean stopsAServer(Change change) {
        Resource server = change.resource();
        return server.kind().equals(Kind.SERVER)
                && change.decision().writes()
                && "ACTIVE".equals(MoveNotes.power(server));
    }

    private Expected expected(Resource server) {
        long off = time.seconds(server);
        return new Expected(server, time.bytes(server), off, off + (options.precopy() ? time.early(server) : 0));
    }

    private String each(Expected move) {
        return "downtime  " + move.server().name() + ": at most about " + MoveTime.shown(move.off())
                + (move.bytes() == 0 ? "" : " (disk " + Size.shown(move.bytes()) + ")")
                + (options.precopy() && move.bytes() > 0
                        ? ", and about " + MoveTime.shown(time.secondsAfterPrecopy(move.server()))
                                + " if nothing is written after the early copy"
                        : "");
    }

    private String all(List<Expected> moves, Map<String, Long> byHost) {
        int servers = moves.size();
        long longest = moves.stream().mapToLong(Expected::off).max().orElseThrow();
        long whole = moves.stream().mapToLong(Expected::whole).sum();
        long pass = Math.max(Math.max(longest, whole / options.transfers()), last(byHost));
        return "downtime  " + servers + (servers == 1 ? " server is" : " servers are") + " off for at most about "
                + MoveTime.shown(longest) + " each, and about " + MoveTime.shown(pass) + " pass for all, "
                + options.transfers() + " transfers at a time at " + Size.shown(time.rate()) + "/s each ("
                + (time.isMeasured() ? "measured" : "assumed until one is measured") + ")";
    }

    /** Seconds until the hypervisor of the source has ended that has the most to move. */
    private long last(Map<String, Long> byHost) {
        int most = options.hosts().source();
        return most == 0 ? 0 : Collections.max(byHost.values()) / most;
    }

    private void bounded(List<String> lines, int hosts) {
        if (options.bounds().until() != null) {
            lines.add("downtime  no server is begun that would not have moved by " + end() + " (until)");
        }
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
                        + "/s), and maxDowntime allows " + MoveTime.shown(most.toSeconds()) + ": raise maxDowntime");
    }

    /**
     * @throws NotBegun when the server would not have moved by the end that the operator has set, or would be off for
     *     too long by the rate measured since the plan was made
     */
    public void checkBounds(Resource server) {
        checkEnd(time.seconds(server));
        checkDowntime(server);
    }

    private void checkDowntime(Resource server) {
        // One that an interrupted move has stopped is off already: to leave it would keep it off.
        if ("ACTIVE".equals(server.text("status"))) {
            tooLong(server).ifPresent(reason -> {
                throw new NotBegun("not begun: by the rate measured since the plan was made it " + reason
                        + ". It was not touched. Run again, which plans it anew");
            });
        }
    }

    /** The first of the two before the early copy, which takes its time too. */
    void checkEndWithPrecopy(Resource server) {
        checkEnd(time.seconds(server) + time.early(server));
    }

    /** With date and zone: the log of an agent may be in another one. */
    private String end() {
        return END.format(options.bounds().until().atZone(ZoneId.systemDefault()));
    }

    private void checkEnd(long seconds) {
        Instant until = options.bounds().until();
        Duration left = until == null ? null : Duration.between(Instant.now(), until);
        if (left != null && left.toSeconds() < seconds) {
            throw new NotBegun("not begun: its move may take " + MoveTime.shown(seconds) + ", and "
                    + (left.isNegative() ? "the end" : MoveTime.shown(left.toSeconds()) + " are left until the end")
                    + " that the argument until sets, " + end()
                    + (left.isNegative() ? ", is over" : "")
                    + ". It was not touched. Run again in the next window, with a later until");
        }
    }
}
