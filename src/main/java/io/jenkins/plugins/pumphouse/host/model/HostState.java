package io.jenkins.plugins.pumphouse.host.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a host is: all that has to outlive a restart. A few words, ids and times, no secret; kept as JSON with the
 * build and written before each act that it announces.
 *
 * <p>Times are seconds since 1970, so that a person can read the file and a restart on another clock zone changes
 * nothing.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.ANY)
public final class HostState implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What became of the host. */
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
        /** The build was aborted. */
        STOPPED,
        /** A dry run found nothing against it. */
        COULD_GO;

        public boolean isOver() {
            return compareTo(MOVING) > 0;
        }
    }

    /**
     * A phase that was gone through.
     *
     * @param since seconds since 1970
     * @param seconds that it took
     * @param end {@code done}, or why it ended otherwise
     */
    public record PhaseRun(Phase phase, long since, long seconds, String end) implements Serializable {

        /** The beginning as a person reads it, in UTC. */
        public String began() {
            return Instant.ofEpochSecond(since).toString();
        }
    }

    private final String host;
    private Status status = Status.WAITING;
    private Phase phase;
    private long since;
    private long deadline;
    private long lookedAt;
    private long silentSince;
    private int tries;
    private String intent;
    private boolean inDoubt;
    private long doubtedAt;
    private boolean changed;
    private String message;
    private String outside;
    private final LinkedHashMap<String, String> notes = new LinkedHashMap<>();
    private final ArrayList<PhaseRun> spells = new ArrayList<>();

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

    /** When the phase began. */
    public Instant since() {
        return Instant.ofEpochSecond(since);
    }

    /** Whether anything was changed for it. */
    public boolean changed() {
        return changed;
    }

    /** Why it failed, or what it waits for; null when there is nothing to say. */
    public String message() {
        return message;
    }

    /** What somebody else has to do before it goes on; null if nothing. */
    public String outside() {
        return outside;
    }

    public List<PhaseRun> spells() {
        return Collections.unmodifiableList(spells);
    }

    /** Something learned on the way that later phases need: a node's id, a former VLAN; null when it was not. */
    public String note(String key) {
        return notes.get(key);
    }

    public void note(String key, String value) {
        notes.put(key, value);
    }

    public void forget(String key) {
        notes.remove(key);
    }

    public Map<String, String> notes() {
        return Collections.unmodifiableMap(notes);
    }

    /** A campaign leaves it for later. */
    public void leave() {
        status = Status.NOT_STARTED;
    }

    /** A campaign begins to move its servers. */
    public void beginEmptying(Instant now) {
        status = Status.EMPTYING;
        since = now.getEpochSecond();
    }

    /** It has no servers any more and waits for its turn. */
    public void emptied(boolean withChanges) {
        status = Status.WAITING;
        changed |= withChanges;
    }

    /** Begins a phase, whatever was before. */
    public void enter(Phase next, Instant now, Duration timeout) {
        status = Status.MOVING;
        phase = next;
        tries = 1;
        restartClock(now, timeout);
    }

    /** The same phase from its beginning, in what is left of its time: a time-out counts over all tries. */
    public void repeat(Instant now, String why) {
        spell(now, why);
        tries++;
        restartClock(now, left(now));
    }

    private void restartClock(Instant now, Duration timeout) {
        since = now.getEpochSecond();
        deadline = since + timeout.toSeconds();
        lookedAt = since;
        silentSince = 0;
        intent = null;
        inDoubt = false;
        outside = null;
        message = null;
    }

    /** How often the phase was begun, this time included. */
    public int tries() {
        return tries;
    }

    /** The phase's condition holds. */
    public void complete(Instant now) {
        spell(now, "done");
        if (phase.isLast()) {
            end(Status.READY, null);
        }
    }

    public void fail(Instant now, String why) {
        if (phase != null) {
            spell(now, why);
        }
        end(Status.FAILED, why);
    }

    public void stop(Instant now, String why) {
        if (phase != null) {
            spell(now, why);
        }
        end(Status.STOPPED, why);
    }

    public void couldGo(Instant now) {
        spell(now, "done");
        end(Status.COULD_GO, null);
    }

    private void end(Status how, String why) {
        status = how;
        message = why;
        intent = null;
        outside = null;
    }

    private void spell(Instant now, String end) {
        spells.add(new PhaseRun(phase, since, Math.max(0, now.getEpochSecond() - since), end));
    }

    /**
     * The world was looked at. Time in which nobody could look, as the controller or a service was down, does not count
     * for the phase's deadline: what was missed is not the host's fault.
     *
     * @param usual the longest time between two looks when all is well
     */
    public void looked(Instant now, Duration usual) {
        long gap = now.getEpochSecond() - lookedAt - usual.toSeconds();
        if (gap > 0) {
            deadline += gap;
        }
        lookedAt = now.getEpochSecond();
        silentSince = 0;
    }

    /** From now on the phase has at least so much time. */
    public void atLeast(Instant now, Duration time) {
        deadline = Math.max(deadline, now.getEpochSecond() + time.toSeconds());
    }

    public boolean isLate(Instant now) {
        return now.getEpochSecond() > deadline;
    }

    /** What is left of the phase's time; negative when it is late. */
    public Duration left(Instant now) {
        return Duration.ofSeconds(deadline - now.getEpochSecond());
    }

    /** How long the service that was asked last has given no answer. */
    public Duration silence(Instant now) {
        if (silentSince == 0) {
            silentSince = now.getEpochSecond();
        }
        return Duration.ofSeconds(now.getEpochSecond() - silentSince);
    }

    public boolean isSilent() {
        return silentSince != 0;
    }

    /** Announces an act. The record must be written before it is done. */
    public void intend(String act) {
        intent = act;
        inDoubt = false;
    }

    public boolean intends(String act) {
        return act.equals(intent);
    }

    /** What is announced and not known to be done; null if nothing. */
    public String intent() {
        return intent;
    }

    /** The announced act was done. */
    public void acted() {
        intent = null;
        inDoubt = false;
        changed = true;
    }

    /** What was announced is not asked for any more: it had been done although nobody wrote it down. */
    public void foundDone() {
        changed |= intent != null;
        intent = null;
        inDoubt = false;
    }

    /** Nobody knows whether the announced act was done: the record was read after a restart, or an answer was lost. */
    public void doubt(Instant now) {
        if (intent != null) {
            inDoubt = true;
            doubtedAt = now.getEpochSecond();
        }
    }

    /** How long it has been in doubt whether the announced act was done; null when it certainly was not. */
    public Duration doubtFor(Instant now) {
        return inDoubt ? Duration.ofSeconds(now.getEpochSecond() - doubtedAt) : null;
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
        notes.put(note, "done");
        outside = null;
        changed = true;
    }

    @Override
    public String toString() {
        return host + ": " + status + (phase == null ? "" : " in " + phase.word());
    }
}
