package io.jenkins.plugins.pumphouse.host.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How far a host is: all that has to outlive a restart. A few words, ids and times, no secret; kept as JSON with the
 * build and written before each act that it announces.
 *
 * <p>Times are seconds since 1970, so that a person can read the file and a restart on another clock zone changes
 * nothing.
 */
public final class HostState extends HostNotes {
    private static final long serialVersionUID = 1L;

    /** Where the host is. */
    public enum Status {
        /** A campaign may choose it later. */
        NOT_STARTED,
        /** A campaign moves its servers to the target. */
        EMPTYING,
        /** It waits for its turn. */
        WAITING,
        MOVING,
        READY,
        FAILED,
        /** The build was aborted, or the step ended by an error. */
        STOPPED,
        /** A dry run found nothing against it. */
        COULD_GO;

        public boolean isOver() {
            return compareTo(MOVING) > 0;
        }
    }

    private final String host;
    private Status status = Status.WAITING;
    private Phase phase;

    @JsonUnwrapped
    private final PhaseClock clock = new PhaseClock();

    private int tries;

    @JsonUnwrapped
    private final AnnouncedAct announced = new AnnouncedAct();

    private String message;
    private String outside;
    private final ArrayList<PhaseRun> phaseRuns = new ArrayList<>();

    private HostState() {
        this(null); // for the reader of JSON
    }

    private HostState(String host) {
        this.host = host;
    }

    /** A host whose move has not begun. */
    public static HostState of(String host) {
        return new HostState(host);
    }

    public String host() {
        return host;
    }

    public Status status() {
        return status;
    }

    /** The phase it is in, or in which it ended; null before it began. */
    public Phase phase() {
        return phase;
    }

    /** The time of the phase. */
    public PhaseClock clock() {
        return clock;
    }

    /** Whether anything was changed for it. */
    public boolean changed() {
        return announced.changed();
    }

    /** Why it failed, or what it waits for; null when there is nothing to say. */
    public String message() {
        return message;
    }

    /** What somebody else has to do before it goes on; null if nothing. */
    public String outside() {
        return outside;
    }

    public List<PhaseRun> phaseRuns() {
        return Collections.unmodifiableList(phaseRuns);
    }

    /** A campaign leaves it for later. */
    public void leave() {
        status = Status.NOT_STARTED;
    }

    /** A campaign begins to move its servers. */
    public void beginEmptying(Instant now) {
        status = Status.EMPTYING;
        clock.begin(now);
    }

    /** It has no servers any more and waits for its turn. */
    public void emptied(boolean withChanges) {
        status = Status.WAITING;
        announced.changed(withChanges);
    }

    /** Begins a phase, whatever was before. */
    public void enter(Phase next, Instant now, Duration timeout) {
        status = Status.MOVING;
        phase = next;
        tries = 1;
        restartClock(now, timeout);
    }

    /** Another phase than the next one, as the host is elsewhere by now. */
    public void turn(Phase other, Instant now, Duration timeout, String why) {
        ended(now, why);
        enter(other, now, timeout);
    }

    /** The same phase from its beginning, in what is left of its time: a time-out counts over all tries. */
    public void repeat(Instant now, String why) {
        ended(now, why);
        tries++;
        restartClock(now, clock.left(now));
    }

    private void restartClock(Instant now, Duration timeout) {
        clock.restart(now, timeout);
        announced.begin();
        outside = null;
        message = null;
    }

    /** How often the phase was begun, this time included. */
    public int tries() {
        return tries;
    }

    /** The phase's condition holds. */
    public void complete(Instant now) {
        ended(now, "done");
        if (phase.isLast()) {
            end(Status.READY, null);
        }
    }

    public void fail(Instant now, String why) {
        end(now, Status.FAILED, why);
    }

    public void stop(Instant now, String why) {
        end(now, Status.STOPPED, why);
    }

    public void couldGo(Instant now) {
        end(now, Status.COULD_GO, null);
    }

    private void end(Instant now, Status how, String why) {
        if (phase != null) {
            ended(now, why == null ? "done" : why);
        }
        end(how, why);
    }

    private void end(Status how, String why) {
        status = how;
        message = why;
        announced.settle();
        outside = null;
    }

    private void ended(Instant now, String end) {
        phaseRuns.add(new PhaseRun(phase, clock.since().getEpochSecond(), clock.seconds(now), end));
    }

    /** What is announced and not known to be done; null if nothing. */
    public String intent() {
        return announced.name();
    }

    /** The act that was announced last. */
    public AnnouncedAct announced() {
        return announced;
    }

    /** Nobody knows whether the announced act was done: the record was read after a restart, or an answer was lost. */
    public void doubt(Instant now) {
        announced.doubt(now);
    }

    /** How long it has been in doubt whether the announced act was done; null when it certainly was not. */
    public Duration doubtFor(Instant now) {
        return announced.doubtFor(now);
    }

    /** Keeps what to show; whether it differs from what was shown before. */
    public boolean progress(String now) {
        boolean news = now != null && !now.equals(message);
        message = now;
        return news;
    }

    /** It waits for somebody else, who says so by {@link #outsideDone}. */
    public void awaitOutside(String what) {
        outside = what;
    }

    /** @param note what the phase that waits for it looks for */
    public void outsideDone(String note) {
        note(note, "done");
        outside = null;
        announced.changed(true);
    }

    @Override
    public String toString() {
        return host + ": " + status + (phase == null ? "" : " in " + phase.word());
    }
}
