package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.phase.WhereLeft;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Drives the moves of some hosts, a turn at a time. A turn runs rounds as long as there is something to do at once, and
 * writes the states down after each. Between two turns the loop holds only the journal's name, by which another one
 * resumes after a restart.
 */
public final class HostLoop {
    private final HostJournal journal;
    private final HostOrder course;
    private final Means means;
    private final Clock clock;
    /** Held by the thread that reads and writes the journal. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile String phases = "";

    public HostLoop(HostJournal journal, HostOrder course, Means means, Clock clock) {
        this.journal = journal;
        this.course = course;
        this.means = means;
        this.clock = clock;
    }

    /** What the loop leaves to its caller. */
    public interface Means {
        /** One round where it has to run. */
        HostRound.Result round(HostRequest request, List<HostState> states) throws Exception;

        /** Whether everything was stopped: what a round did then is announced in the journal, which has been closed. */
        boolean isStopped();

        /** Takes a line for the log. */
        void tell(String line);
    }

    /**
     * Begins with these hosts, or resumes what the journal says.
     *
     * @param recall adds to a host what earlier moves have noted of it
     */
    public void begin(List<String> hosts, Consumer<HostState> recall) {
        if (!journal.exists()) {
            List<HostState> fresh = hosts.stream().map(course::fresh).toList();
            fresh.forEach(recall);
            journal.write(fresh);
        } else {
            resume(states());
        }
    }

    /** What each host on its way waits for is told anew, with the time that is left by then. */
    private void resume(List<HostState> states) {
        for (HostState state : states) {
            if (state.status() == Status.MOVING && state.phase() != null) {
                means.tell(state.host() + "  " + state.phase().title() + ", begun "
                        + DurationText.of(Duration.between(state.clock().since(), clock.instant())) + " ago"
                        + (state.message() == null ? "" : "; the last of it: " + state.message()));
                state.progress(null);
            }
        }
        journal.write(states);
    }

    /** What the journal says. */
    public List<HostState> states() {
        return journal.read();
    }

    /** The phases of the hosts that are on their way, for pages; empty when none is. */
    public String phases() {
        return phases;
    }

    /** Whether a turn is being taken. */
    public boolean isTurning() {
        return turn.isLocked();
    }

    /**
     * One turn: what may be done now.
     *
     * @return whether no host is on its way, and none will be; false also when everything was stopped meanwhile
     */
    public boolean turn(HostRequest request) throws Exception {
        turn.lock();
        try {
            List<HostState> states = doubting(states());
            course.prepare(request, states, journal);
            boolean atOnce;
            do {
                HostRound.Result result = means.round(request, states);
                if (means.isStopped()) {
                    return false;
                }
                states = result.states();
                atOnce = result.atOnce();
                journal.write(states);
                phases = StoppedHosts.phases(states);
            } while (atOnce);
            return course.isOver(request, states);
        } finally {
            turn.unlock();
        }
    }

    /** After a restart, or a call that broke, nobody knows whether what is announced was done. */
    private List<HostState> doubting(List<HostState> states) {
        Instant now = clock.instant();
        states.stream().filter(state -> state.doubtFor(now) == null).forEach(state -> state.doubt(now));
        return states;
    }

    /** Writes down what somebody else did for a host that is on its way; the next turn continues with it. */
    public void change(String host, Consumer<HostState> change) {
        turn.lock();
        try {
            List<HostState> states = states();
            states.stream()
                    .filter(state ->
                            state.host().equals(host) && !state.status().isOver())
                    .forEach(change);
            if (!means.isStopped()) {
                journal.write(states);
            }
        } finally {
            turn.unlock();
        }
    }

    /** Takes a line for the log. */
    public void tell(String line) {
        means.tell(line);
    }

    /** Ends a host's move as failed. */
    public void fail(String host, String why) {
        change(host, state -> {
            means.tell(host + "  failed: " + why);
            fail(state, why);
        });
    }

    /** The same for a state that the caller is changing, and has told the reason of. */
    public void fail(HostState state, String why) {
        String left = WhereLeft.remembered(state);
        state.fail(clock.instant(), why);
        state.note(NoteKeys.LEFT, left);
        means.tell(state.host() + "  left as it is: " + left);
    }

    /**
     * Writes down where every host was left and says how to go on. A turn that does not end in time is not waited for:
     * what it does is announced in the journal.
     *
     * @param step to be run again
     * @param last adds to a host that is on its way what no turn has taken in, as after a restart without the agent
     */
    public void stop(String step, Duration patience, Consumer<HostState> last) throws InterruptedException {
        boolean mine = turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            List<HostState> states = states();
            states.stream().filter(state -> !state.status().isOver()).forEach(last);
            StoppedHosts.among(states, step, means::tell);
            journal.write(states);
        } finally {
            if (mine) {
                turn.unlock();
            }
        }
    }
}
