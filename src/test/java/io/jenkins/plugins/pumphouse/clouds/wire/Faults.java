package io.jenkins.plugins.pumphouse.clouds.wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What shall go wrong at a cloud's door, on demand:
 * {@code faults().on("POST", "/v2.0/ports").status(503).retryAfter(1).times(2)}.
 */
public final class Faults {
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    /**
     * A fault for requests of one method ({@code *} for all) whose path fits the glob ({@code *} is one segment or a part of
     * it, {@code **} any number). It does nothing until one of its effects is set, and then strikes every time unless
     * {@link Fault#times} bounds it. Of several faults for one request the first that still strikes is taken.
     */
    public Fault on(String method, String pathGlob) {
        Fault fault = new Fault(method, pathGlob);
        faults.add(fault);
        return fault;
    }

    /** From now on nothing goes wrong. */
    public void clear() {
        faults.clear();
    }

    Optional<Fault> strike(String method, String path) {
        return faults.stream().filter(fault -> fault.strikes(method, path)).findFirst();
    }

    /** One fault: which requests it strikes, and what happens to them. */
    public static final class Fault {
        private final String method;
        private final String pathGlob;
        private int spared;
        private int left = Integer.MAX_VALUE;
        private int struck;
        private boolean armed;
        private Effect effect = Effect.NONE;

        private Fault(String method, String pathGlob) {
            this.method = method;
            this.pathGlob = pathGlob;
        }

        /** Answers with this status instead of doing what was asked; the body is the service's own for it unless {@link #body} is set. */
        public Fault status(int status) {
            return with(new Effect(
                    status, effect.body, effect.retryAfter, effect.delay, effect.cut, effect.at, effect.done));
        }

        /** The body of {@link #status}; sent as HTML when it begins with an angle bracket, as JSON otherwise. */
        public Fault body(String text) {
            return with(new Effect(
                    effect.status, text, effect.retryAfter, effect.delay, effect.cut, effect.at, effect.done));
        }

        /** The header Retry-After of {@link #status}, in seconds. */
        public Fault retryAfter(int seconds) {
            return with(
                    new Effect(effect.status, effect.body, seconds, effect.delay, effect.cut, effect.at, effect.done));
        }

        /** Waits before anything else happens. */
        public Fault delay(Duration delay) {
            return with(new Effect(
                    effect.status, effect.body, effect.retryAfter, delay, effect.cut, effect.at, effect.done));
        }

        /** Closes the connection without an answer, the request not done. */
        public Fault reset() {
            return with(new Effect(0, null, null, effect.delay, Cut.RESET, 0, false));
        }

        /** Does what was asked and closes the connection without an answer, as when the way back breaks. */
        public Fault resetAfterwards() {
            return with(new Effect(0, null, null, effect.delay, Cut.RESET, 0, true));
        }

        /** Sends the head and so many bytes of the answer's body, then nothing more while the connection stays open. */
        public Fault stallAfter(long bytes) {
            return with(new Effect(0, null, null, effect.delay, Cut.STALL, bytes, true));
        }

        /** Announces the whole length, sends so many bytes of the answer's body and closes the connection. */
        public Fault truncateAfter(long bytes) {
            return with(new Effect(0, null, null, effect.delay, Cut.TRUNCATE, bytes, true));
        }

        /** Strikes so many requests and no more. */
        public synchronized Fault times(int requests) {
            left = requests;
            return this;
        }

        /** Spares the first so many requests. */
        public synchronized Fault after(int requests) {
            spared = requests;
            return this;
        }

        /** How many requests it has struck. */
        public synchronized int struck() {
            return struck;
        }

        synchronized Effect effect() {
            return effect;
        }

        private synchronized Fault with(Effect next) {
            effect = next;
            armed = true;
            return this;
        }

        private synchronized boolean strikes(String requestMethod, String path) {
            if (!armed
                    || left == 0
                    || !(method.equals("*") || method.equals(requestMethod))
                    || !Glob.matches(pathGlob, path)) {
                return false;
            }
            if (spared > 0) {
                spared--;
                return false;
            }
            left--;
            struck++;
            return true;
        }
    }

    enum Cut {
        NONE,
        RESET,
        STALL,
        TRUNCATE
    }

    /**
     * @param status the status instead of the service's answer, 0 to let the service answer
     * @param body the body of that status, null for the service's own
     * @param retryAfter seconds, null without the header
     * @param at how many bytes of the body pass before a cut
     * @param done whether the request is carried out before the cut
     */
    record Effect(int status, String body, Integer retryAfter, Duration delay, Cut cut, long at, boolean done) {
        static final Effect NONE = new Effect(0, null, null, Duration.ZERO, Cut.NONE, -1, false);
    }
}
