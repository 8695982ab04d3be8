package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.FuelException;
import io.jenkins.plugins.pumphouse.host.fuel.FuelTask;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fuel's own verification of an environment's networks, run once when a host has its interfaces: probes on the wire,
 * which change nothing. What it says is shown and decides nothing: it also speaks of nodes that are not ours, and
 * refuses to run for reasons of its own.
 */
final class NetworkVerification {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Site site;
    private final Environment environment;

    NetworkVerification(Site site, Environment environment) {
        this.site = site;
        this.environment = environment;
    }

    /** What is left of it; empty when it was run, or cannot be. */
    Optional<HostStep> next() {
        if (site.state().note(Notes.VERIFIED) != null) {
            return Optional.empty();
        }
        String started = site.state().note(Notes.VERIFYING);
        if (started != null) {
            return Optional.of(result(started));
        }
        if (site.fuel().tasks(environment.id()).stream().anyMatch(task -> !task.isFinished())) {
            return Optional.of(ended("was not run, as Fuel works on " + environment));
        }
        return Optional.of(new HostStep.Act("let Fuel verify the networks of " + environment, this::start));
    }

    private void start() {
        try {
            FuelTask task = site.fuel().verifyNetworks(environment);
            site.state().note(Notes.VERIFYING, task.id() + " " + site.now().getEpochSecond());
        } catch (FuelException.Rejected | FuelException.NotFound | FuelException.Busy | FuelException.Fault e) {
            site.state().note(Notes.VERIFYING, "0 " + site.now().getEpochSecond());
            site.state().note(Notes.VERIFICATION_REFUSED, e.words().isEmpty() ? e.getMessage() : e.words());
        }
    }

    private HostStep result(String started) {
        String[] parts = started.split(" ");
        String refused = site.state().note(Notes.VERIFICATION_REFUSED);
        if (refused != null) {
            return ended("could not be run: " + refused);
        }
        Optional<FuelTask> task = site.fuel().task(Integer.parseInt(parts[0]));
        if (task.isEmpty()) {
            return ended("left no result");
        }
        if (task.get().isFinished()) {
            String said = task.get().message() == null
                    ? "no reason"
                    : task.get().message().replaceAll("\\s+", " ").strip();
            return ended(task.get().isFailed() ? "says: " + said : "found nothing wrong");
        }
        boolean late = Duration.between(Instant.ofEpochSecond(Long.parseLong(parts[1])), site.now())
                        .compareTo(LONGEST)
                > 0;
        return late
                ? ended("did not end within " + LONGEST.toMinutes() + " min")
                : new HostStep.Wait("Fuel verifies the networks of " + environment);
    }

    private HostStep ended(String how) {
        site.state().note(Notes.VERIFIED, how);
        return new HostStep.Again("Fuel's network verification " + how);
    }
}
