package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault of requests of one sort.
 *
 * @param spared how many of them pass before it
 */
record FaultTrial(Stage stage, RequestPattern pattern, FaultKind kind, Span span, int spared) implements Trial {
    private static final Pattern READ_BACK =
            Pattern.compile("does not read back|does not list it|after its data was sent|took longer than");

    private static final Pattern STRUCK = Pattern.compile(".* #(\\d{1,6})");

    /** How long it goes wrong: once, or from then on. */
    enum Span {
        ONCE,
        LASTING
    }

    @Override
    public String row() {
        return stage.words + kind.words + (span == Span.ONCE ? "" : ", lasting");
    }

    @Override
    public String request() {
        return pattern.toString();
    }

    @Override
    public Optional<Trial> called(String words) {
        Matcher matcher = STRUCK.matcher(words);
        return matcher.matches()
                ? new FaultTrial(stage, pattern, kind, span, Integer.parseInt(matcher.group(1)) - 1).named(words)
                : named(words);
    }

    private Optional<Trial> named(String words) {
        return toString().contains(words) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public boolean reads() {
        return pattern.reads();
    }

    @Override
    public BooleanSupplier arm(CloudPair pair, Runnable kill) {
        Faults.Fault fault = pattern.fault(pair).after(spared);
        if (span == Span.ONCE) {
            fault.times(1);
        }
        kind.arm(fault);
        return () -> fault.struck() > 0;
    }

    @Override
    public boolean isToldBy(String messages) {
        // What was not done although a service said so, or said that it is there, is told by reading it back.
        return kind.isToldBy(messages) || READ_BACK.matcher(messages).find();
    }

    @Override
    public String toString() {
        return row() + " @ " + pattern + " #" + (spared + 1);
    }
}
