package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.FuelException;
import io.jenkins.plugins.pumphouse.host.fuel.FuelTask;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fuel's own verification of an environment's networks, run once when a host has its interfaces: probes on the wire,
 * which change nothing. What it says is shown and decides nothing: it also speaks of nodes of other operators, and
 * refuses to run for reasons of its own.
 */
final class NetworkVerification {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final HostContext context;
    private final Environment environment;

    NetworkVerification(HostContext context, Environment environment) {
        this.context = context;
        this.environment = environment;
    }

    /** What is left of it; empty when it was run, or cannot be. */
    Optional<HostStep> next() {
        if (context.state().note(NoteKeys.VERIFIED) != null) {
            return Optional.empty();
        }
        String started = context.state().note(NoteKeys.VERIFYING);
        if (started != null) {
            return Optional.of(result(started));
        }
        if (context.fuel().tasks(environment.id()).stream().anyMatch(task -> !task.isFinished())) {
            return Optional.of(ended("was not run, as Fuel works on " + environment));
        }
        return Optional.of(new HostStep.Act("let Fuel verify the networks of " + environment, this::start));
    }

    private void start() {
        try {
            FuelTask task = context.fuel().deployments().verifyNetworks(environment);
            context.state()
                    .note(NoteKeys.VERIFYING, task.id() + " " + context.now().getEpochSecond());
        } catch (FuelException.Rejected | FuelException.NotFound | FuelException.Busy | FuelException.Fault e) {
            context.state().note(NoteKeys.VERIFYING, "0 " + context.now().getEpochSecond());
            context.state().note(NoteKeys.VERIFICATION_REFUSED, e.words().isEmpty() ? e.getMessage() : e.words());
        }
    }

    private HostStep result(String started) {
        String[] parts = started.split(" ");
        String refused = context.state().note(NoteKeys.VERIFICATION_REFUSED);
        if (refused != null) {
            return ended("could not be run: " + refused);
        }
        Optional<FuelTask> task = context.fuel().task(Integer.parseInt(parts[0]));
        if (task.isEmpty()) {
            return ended("left no result");
        }
        if (task.get().isFinished()) {
            String said = task.get().message() == null
                    ? "no reason"
                    : task.get().message().replaceAll("\\s+", " ").strip();
            return ended(task.get().isFailed() ? "says: " + said : "found nothing wrong");
        }
        Duration left = LONGEST.minus(Duration.between(Instant.ofEpochSecond(Long.parseLong(parts[1])), context.now()));
        return left.isNegative()
                ? ended("did not end within " + LONGEST.toMinutes() + " min")
                : new HostStep.Wait("Fuel verifies the networks of " + environment, left);
    }

    private HostStep ended(String how) {
        context.state().note(NoteKeys.VERIFIED, how);
        return new HostStep.Again("Fuel's network verification " + how);
    }
}
