package io.jenkins.plugins.pumphouse.clouds.wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What shall go wrong at a cloud's door, on demand: {@code faults().on("POST",
 * "/v2.0/ports").status(503).retryAfter(1).times(2)}.
 */
public final class Faults {
    private static final Gatekeeper NOBODY = asked -> true;

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private volatile Gatekeeper gatekeeper = NOBODY;

    /**
     * A fault for requests of one method ({@code *} for all) whose path fits the glob ({@code *} is one segment or a
     * part of it, {@code **} any number). It does nothing until one of its effects is set, and then strikes every time
     * unless {@link Fault#times} bounds it. Of several faults for one request the first that still strikes is taken.
     */
    public Fault on(String method, String pathGlob) {
        Fault fault = new Fault(method, pathGlob);
        faults.add(fault);
        return fault;
    }

    /** From now on nothing goes wrong. */
    public void clear() {
        faults.clear();
        gatekeeper = NOBODY;
    }

    /** From now on somebody stands at the door who sees every request and may let none through. */
    public void gatekeeper(Gatekeeper next) {
        gatekeeper = next;
    }

    /** From now on such requests wait at the door until then; who has waited a minute in vain is not let through. */
    public void hold(Predicate<Asked> which, CountDownLatch until) {
        gatekeeper(asked -> {
            try {
                return !which.test(asked) || until.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    Gatekeeper gatekeeper() {
        return gatekeeper;
    }

    Optional<Fault> strike(Asked asked) {
        return faults.stream().filter(fault -> fault.strikes(asked)).findFirst();
    }

    /**
     * A request at the door.
     *
     * @param service the catalog's type of the service
     * @param body the body as text; empty where there is none, and where it is a stream of bytes
     */
    public record Asked(String service, String method, String path, String body) {
        /** The first key of the body, by which one action of a server is told from another; empty without one. */
        public String subject() {
            int from = body.indexOf('"') + 1;
            return body.startsWith("{") && from > 0 ? body.substring(from, body.indexOf('"', from)) : "";
        }
    }

    /** Sees every request before and after it is done; whoever is not let through finds the connection cut. */
    public interface Gatekeeper {
        /** Whether the request is looked at at all. */
        boolean admits(Asked asked);

        /** Whether the answer to what was done goes out. */
        default boolean answers(Asked asked, int status) {
            return true;
        }
    }

    /** One fault: which requests it strikes, and what happens to them. */
    public static final class Fault {
        private final String method;
        private final String pathGlob;
        private String service;
        private String subject;
        private String text;
        private BooleanSupplier when = () -> true;
        private int spared;
        private int left = Integer.MAX_VALUE;
        private int struck;
        private boolean armed;
        private Effect effect = Effect.NONE;

        private Fault(String method, String pathGlob) {
            this.method = method;
            this.pathGlob = pathGlob;
        }

        /**
         * Answers with this status instead of doing what was asked; the body is the service's own for it unless
         * {@link #body} is set.
         */
        public Fault status(int status) {
            return with(new Effect(
                    status,
                    effect.body,
                    effect.retryAfter,
                    effect.delay,
                    effect.cut,
                    effect.at,
                    effect.done,
                    effect.lie));
        }

        /** The body of {@link #status}; sent as HTML when it begins with an angle bracket, as JSON otherwise. */
        public Fault body(String text) {
            return with(new Effect(
                    effect.status,
                    text,
                    effect.retryAfter,
                    effect.delay,
                    effect.cut,
                    effect.at,
                    effect.done,
                    effect.lie));
        }

        /** The header Retry-After of {@link #status}, in seconds. */
        public Fault retryAfter(int seconds) {
            return with(new Effect(
                    effect.status, effect.body, seconds, effect.delay, effect.cut, effect.at, effect.done, effect.lie));
        }

        /** Waits before anything else happens. */
        public Fault delay(Duration delay) {
            return with(new Effect(
                    effect.status,
                    effect.body,
                    effect.retryAfter,
                    delay,
                    effect.cut,
                    effect.at,
                    effect.done,
                    effect.lie));
        }

        /** Closes the connection without an answer, the request not done. */
        public Fault reset() {
            return with(new Effect(0, null, null, effect.delay, Cut.RESET, 0, false, null));
        }

        /** Does what was asked and closes the connection without an answer, as when the way back breaks. */
        public Fault resetAfterwards() {
            return with(new Effect(0, null, null, effect.delay, Cut.RESET, 0, true, null));
        }

        /** Does what was asked and says nothing while the connection stays open. */
        public Fault silentAfterwards() {
            return with(new Effect(0, null, null, effect.delay, Cut.SILENCE, 0, true, null));
        }

        /** Sends the head and so many bytes of the answer's body, then nothing more while the connection stays open. */
        public Fault stallAfter(long bytes) {
            return with(new Effect(0, null, null, effect.delay, Cut.STALL, bytes, true, null));
        }

        /** Announces the whole length, sends so many bytes of the answer's body and closes the connection. */
        public Fault truncateAfter(long bytes) {
            return with(new Effect(0, null, null, effect.delay, Cut.TRUNCATE, bytes, true, null));
        }

        /** Does what was asked and answers something else instead of the service's answer. */
        public Fault answersInstead(UnaryOperator<Answer> lie) {
            return with(new Effect(0, null, null, effect.delay, Cut.NONE, 0, true, lie));
        }

        /** Strikes only at one service, by the catalog's type. */
        public Fault at(String serviceType) {
            service = serviceType;
            return this;
        }

        /** Strikes only requests whose body begins with this key, as {@code os-stop} among the actions of servers. */
        public Fault about(String firstKey) {
            subject = firstKey;
            return this;
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

        /** Only for a request whose body has this text. */
        public Fault containing(String text) {
            this.text = text;
            return this;
        }

        /** Only while this is true. */
        public Fault when(BooleanSupplier condition) {
            when = condition;
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

        private synchronized boolean strikes(Asked asked) {
            if (!armed
                    || left == 0
                    || !(method.equals("*") || method.equals(asked.method()))
                    || service != null && !service.equals(asked.service())
                    || subject != null && !subject.equals(asked.subject())
                    || text != null && !asked.body().contains(text)
                    || !Glob.matches(pathGlob, asked.path())
                    || !when.getAsBoolean()) {
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
        SILENCE,
        STALL,
        TRUNCATE
    }

    /**
     * @param status the status instead of the service's answer, 0 to let the service answer
     * @param body the body of that status, null for the service's own
     * @param retryAfter seconds, null without the header
     * @param at how many bytes of the body pass before a cut
     * @param done whether the request is carried out before the cut
     * @param lie what becomes of the service's answer, null to leave it as it is
     */
    record Effect(
            int status,
            String body,
            Integer retryAfter,
            Duration delay,
            Cut cut,
            long at,
            boolean done,
            UnaryOperator<Answer> lie) {
        static final Effect NONE = new Effect(0, null, null, Duration.ZERO, Cut.NONE, -1, false, null);
    }
}
