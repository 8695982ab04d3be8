package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AdoptionChoice;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.transfer.TransferRates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long the servers of a plan will be off, from the size of their disks and the rate of the transfers so far. A disk
 * may be less than full, so it is a bound and no promise.
 */
public final class DowntimeForecast {
    /** Bytes a second of one stream until one was measured: a third of a gigabit network. */
    static final long DEFAULT_RATE = 40_000_000;

    /** Seconds for the stop, the beginning of the snapshot and the boot. */
    private static final int BESIDES = 45;

    /** A snapshot is written into the source's Glance before it is transferred. */
    private static final int PASSES = 2;

    private static final long GIB = 1L << 30;

    /** So many servers are named one by one. */
    private static final int NAMED = 10;

    private final CloudInventory source;
    private final Options options;
    private final OptionalLong measured;
    private final String target;

    public DowntimeForecast(CloudInventory source, String target, Options options) {
        this.source = source;
        this.options = options;
        this.target = target;
        this.measured = TransferRates.of(source.cloud().name(), target);
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
                long bytes = bytes(server);
                long seconds = seconds(server);
                longest = Math.max(longest, seconds);
                long whole = seconds + (options.precopy() ? early(server) : 0);
                all += whole;
                byHost.merge(String.valueOf(NovaServer.host(server)), whole, Long::sum);
                servers++;
                if (servers <= NAMED) {
                    lines.add("downtime  " + server.name() + ": at most about " + time(seconds)
                            + (bytes == 0 ? "" : " (disk " + Size.shown(bytes) + ")")
                            + (options.precopy() && bytes > 0
                                    ? ", and about " + time(BESIDES + bytes / rate())
                                            + " if nothing is written after the early copy"
                                    : ""));
                }
            }
        }
        if (servers > 0) {
            lines.add("downtime  " + servers + (servers == 1 ? " server is" : " servers are")
                    + " off for at most about " + time(longest)
                    + " each, and about " + time(Math.max(Math.max(longest, all / options.transfers()), last(byHost)))
                    + " pass for all, "
                    + options.transfers() + " transfers at a time at " + Size.shown(rate()) + "/s each ("
                    + (measured.isPresent() ? "measured" : "assumed until one is measured") + ")");
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

    /** How long the move of a server takes at most, by this estimate; while that, one that runs is off. */
    long seconds(Resource server) {
        return BESIDES + PASSES * bytes(server) / rate();
    }

    private long bytes(Resource server) {
        return (options.disk() == Options.Disk.IMAGE ? 0 : disk(server)) + volumes(server);
    }

    /** Why a server that runs would be off for too long; empty when it would not, or there is no bound. */
    public Optional<String> tooLong(Resource server) {
        Duration most = options.bounds().maxDowntime();
        boolean runs = "ACTIVE".equals(ServerState.goal(MoveNotes.power(server), options.paused()));
        return most == null || !runs || seconds(server) <= most.toSeconds()
                ? Optional.empty()
                : Optional.of("would be off for up to " + time(seconds(server)) + " (disk " + Size.shown(bytes(server))
                        + " at " + Size.shown(rate()) + "/s), and maxDowntime allows " + time(most.toSeconds()));
    }

    /** @throws NotBegun when the server would not have moved by the end that the operator has set */
    void checkEnd(Resource server) {
        checkEnd(seconds(server));
    }

    /** The same before the early copy, which takes its time too. */
    void checkEndWithPrecopy(Resource server) {
        checkEnd(seconds(server) + early(server));
    }

    /** Seconds for the early copy, while the server runs. */
    private long early(Resource server) {
        return PASSES * bytes(server) / rate();
    }

    private void checkEnd(long seconds) {
        Instant until = options.bounds().until();
        Duration left = until == null ? null : Duration.between(Instant.now(), until);
        if (left != null && left.toSeconds() < seconds) {
            throw new NotBegun("not begun: its move may take " + time(seconds) + ", and "
                    + (left.isNegative() ? "the end" : time(left.toSeconds()) + " are left until the end")
                    + " that the argument until sets"
                    + (left.isNegative() ? " is over" : "") + ". It was not touched; the next run moves it");
        }
    }

    private long rate() {
        long rate = measured.orElse(DEFAULT_RATE);
        return options.bandwidth() == 0 ? rate : Math.min(rate, Math.max(1, options.bandwidth() / options.transfers()));
    }

    private long volumes(Resource server) {
        return AdoptionChoice.copied(server, source).stream()
                        .mapToLong(attached -> attached.volume().field("size").asLong())
                        .sum()
                * GIB;
    }

    private long disk(Resource server) {
        if (ServerVolumes.bootsFromVolume(server)) {
            return 0; // its system is among the volumes
        }
        long embedded = server.field("flavor").path("disk").asLong();
        long gib = embedded > 0
                ? embedded
                : source.find(FlavorType.KIND, String.valueOf(Json.text(server.field("flavor"), "id")))
                        .map(flavor -> flavor.field("disk").asLong())
                        .orElse(0L);
        return gib * GIB;
    }

    private static String time(long seconds) {
        return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
