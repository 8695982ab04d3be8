package io.jenkins.plugins.pumphouse.host.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is announced before it is done, so that a reader of the state after a crash knows what may have happened. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.ANY)
public final class AnnouncedAct implements Serializable {
    private static final long serialVersionUID = 1L;

    private String intent;
    private boolean changed;
    private boolean inDoubt;
    private long doubtedAt;
    /** When each act of this phase was done last, in seconds since 1970. */
    private final TreeMap<String, Long> deeds = new TreeMap<>();

    AnnouncedAct() {}

    /** The state must be written before it is done. */
    public void announce(String act) {
        intent = act;
        inDoubt = false;
    }

    public boolean is(String act) {
        return act.equals(intent);
    }

    /** What is announced and not known to be done; null if nothing. */
    public String name() {
        return intent;
    }

    /** It was done. */
    public void done(Instant now) {
        deeds.put(intent, now.getEpochSecond());
        settle();
        changed = true;
    }

    /** How long ago this phase has done an act last; empty when it has not. */
    public Optional<Duration> sinceDone(String act, Instant now) {
        // A clock that was set back must not make anybody wait for it.
        return Optional.ofNullable(deeds.get(act)).map(at -> Duration.ofSeconds(Math.abs(now.getEpochSecond() - at)));
    }

    /** The acts that this phase has done, and when it did each last, in seconds since 1970. */
    public Map<String, Long> deeds() {
        return Collections.unmodifiableMap(deeds);
    }

    /** A phase begins. */
    void begin() {
        settle();
        deeds.clear();
    }

    /** It is not asked for any more: it had been done although nobody wrote it down. */
    public void foundDone() {
        changed |= intent != null;
        settle();
    }

    void settle() {
        intent = null;
        inDoubt = false;
    }

    /** Something was changed otherwise than by an announced act. */
    void changed(boolean also) {
        changed |= also;
    }

    /** Whether anything was changed so far. */
    boolean changed() {
        return changed;
    }

    void doubt(Instant now) {
        if (intent != null) {
            inDoubt = true;
            doubtedAt = now.getEpochSecond();
        }
    }

    /** How long it has been in doubt whether it was done; null when it certainly was not. */
    public Duration doubtFor(Instant now) {
        return inDoubt ? Duration.ofSeconds(now.getEpochSecond() - doubtedAt) : null;
    }
}
