package io.jenkins.plugins.pumphouse.host.campaign;

import io.jenkins.plugins.pumphouse.host.HostJournal;
import io.jenkins.plugins.pumphouse.host.HostOrder;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Hosts wait to be chosen, the cheapest to empty first, are emptied, and then go the usual way. */
public final class Campaign implements HostOrder {
    /** Both clouds are looked at as a whole to choose a host; while none can go, not more often than this. */
    private static final Duration BETWEEN_CHOICES = Duration.ofMinutes(5);

    private final Window window;
    private final int atMost;
    private final CampaignMeans means;
    private final Clock clock;

    /** The hosts whose servers are being moved; after a restart by nobody until they are begun again. */
    private final Set<String> emptying = ConcurrentHashMap.newKeySet();

    private Instant nextChoice;
    private String lastWhy;
    private long doneBefore;

    /**
     * @param atMost how many hosts may be begun; 0 for no bound
     * @param clock in the zone in which the window counts
     */
    public Campaign(Window window, int atMost, CampaignMeans means, Clock clock) {
        this.window = window;
        this.atMost = atMost;
        this.means = means;
        this.clock = clock;
    }

    @Override
    public HostState fresh(String host) {
        HostState state = HostState.of(host);
        state.leave();
        return state;
    }

    @Override
    public void prepare(HostRequest request, List<HostState> states, HostJournal journal) throws Exception {
        tellProgress(request, states);
        for (HostState state : states) {
            if (state.status() == Status.EMPTYING) {
                empty(request, state.host());
            }
        }
        if ((nextChoice == null || !clock.instant().isBefore(nextChoice)) && isOpen(request, states)) {
            choose(request, states, journal);
        }
    }

    private void tellProgress(HostRequest request, List<HostState> states) {
        long done = states.stream().filter(state -> state.status().isOver()).count();
        if (done > doneBefore) {
            means.tell("campaign  " + forecast(request, states));
            nextChoice = null; // what has arrived made room
        }
        doneBefore = done;
    }

    /** How far it is, and when it may be through. */
    public String forecast(HostRequest request, List<HostState> states) {
        return Forecast.of(states, request.pace().maxParallel(), clock.instant());
    }

    /** Whether a further host may be begun, as far as that is known without asking the clouds. */
    private boolean isOpen(HostRequest request, List<HostState> states) {
        boolean left = states.stream().anyMatch(state -> state.status() == Status.NOT_STARTED);
        // A host that an earlier build has moved takes nobody's turn: each build would end with those.
        long begun = states.stream()
                .filter(state -> state.status() != Status.NOT_STARTED)
                .filter(state -> state.status() != Status.READY || state.changed())
                .count();
        boolean failed = states.stream().anyMatch(state -> state.status() == Status.FAILED);
        return left
                && onTheirWay(states) < request.pace().maxParallel()
                && (atMost == 0 || begun < atMost)
                && (request.pace().goOn() || !failed)
                && window.isOpen(LocalTime.now(clock));
    }

    private static long onTheirWay(List<HostState> states) {
        return states.stream()
                .filter(state -> !state.status().isOver() && state.status() != Status.NOT_STARTED)
                .count();
    }

    private void choose(HostRequest request, List<HostState> states, HostJournal journal) throws Exception {
        NextHost next = choice(request, states);
        lastWhy = next.why();
        nextChoice = clock.instant().plus(BETWEEN_CHOICES);
        if (next.host() == null) {
            means.tell("campaign  " + next.why());
            return;
        }
        means.tell(
                next.host() + (next.gone() ? "  has nothing to empty: " : "  is the cheapest to empty: ") + next.why());
        if (request.dryRun()) {
            return;
        }
        nextChoice = null;
        for (HostState state : states) {
            if (state.host().equals(next.host()) && next.gone()) {
                state.emptied(false);
                journal.write(states);
            } else if (state.host().equals(next.host())) {
                state.beginEmptying(clock.instant());
                state.note(NoteKeys.EMPTYING, "begun");
                journal.write(states);
                empty(request, state.host());
            }
        }
    }

    /** A cloud that gives no answer now costs a choice, not the hosts that are on their way. */
    private NextHost choice(HostRequest request, List<HostState> states) throws Exception {
        try {
            return means.choose(request, hosts(states, Status.NOT_STARTED), hosts(states, Status.EMPTYING));
        } catch (IOException e) {
            if (onTheirWay(states) == 0) {
                throw e;
            }
            return new NextHost(null, "the next host cannot be chosen now: " + e.getMessage());
        }
    }

    private static Set<String> hosts(List<HostState> states, Status status) {
        return states.stream()
                .filter(state -> state.status() == status)
                .map(HostState::host)
                .collect(Collectors.toSet());
    }

    private void empty(HostRequest request, String host) {
        if (emptying.add(host)) {
            means.empty(request, host);
        }
    }

    /** The servers of the host are no longer being moved, whatever came of it. */
    public void left(String host) {
        emptying.remove(host);
    }

    @Override
    public boolean isOver(HostRequest request, List<HostState> states) {
        if (onTheirWay(states) > 0) {
            return false;
        }
        return request.dryRun() || !isOpen(request, states) || lastWhy != null && nextChoice != null;
    }
}
