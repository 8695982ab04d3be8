package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.login.AccountScope;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.migration.Migration;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.EndpointChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A source and a target inside this JVM, quick in everything, and the whole migration of {@link MovedProject} between
 * them.
 */
final class CloudPair implements AutoCloseable {
    /** Their names are no words that a message may have anyhow. */
    static final String SOURCE = "kiwi-os-1";

    static final String TARGET = "mira-os-1";

    /** How long an answer may take: a stall costs this much for every try. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Options QUICK =
            Options.DEFAULT.withPoll(Duration.ofMillis(15)).withTimeouts(PATIENCE, PATIENCE);
    private static final Duration TRANSITION = Duration.ofMillis(Integer.getInteger("faults.transition", 4));

    final EmbeddedCloud source = EmbeddedCloud.v3(SOURCE).start();
    final EmbeddedCloud target = EmbeddedCloud.v3(TARGET).start();

    CloudPair() {
        MovedProject.fill(source);
        MovedProject.common(target);
        for (EmbeddedCloud cloud : List.of(source, target)) {
            cloud.behaviour().boot(TRANSITION).power(TRANSITION).snapshot(TRANSITION);
        }
    }

    /**
     * What a migration came to.
     *
     * @param lines what it said
     * @param reports of the steps that ended by themselves
     * @param thrown what ended a step before its end; null when nothing did
     */
    record Ran(List<String> lines, List<Report> reports, Throwable thrown) {
        boolean failed() {
            return thrown != null || reports.stream().anyMatch(Report::failed);
        }

        long writes() {
            return reports.stream().mapToLong(report -> report.cost().writes()).sum();
        }
    }

    /** Runs every step up to the first that fails, as a pipeline does. */
    Ran run(Stage stage) {
        return run(stage, source.authUrl(), target.authUrl());
    }

    /** As {@link #run(Stage)}, of clouds that another JVM may hold. */
    static Ran run(Stage stage, String sourceUrl, String targetUrl) {
        List<String> lines = new ArrayList<>();
        List<Report> reports = new ArrayList<>();
        for (Verb verb : stage.steps) {
            try {
                Report report = new Migration(request(stage, sourceUrl, targetUrl, verb), lines::add).run();
                reports.add(report);
                if (report.failed()) {
                    break;
                }
            } catch (InterruptedException | RuntimeException | Error e) {
                return new Ran(lines, reports, e);
            }
        }
        return new Ran(lines, reports, null);
    }

    private static MigrationRequest request(Stage stage, String sourceUrl, String targetUrl, Verb verb) {
        Selection selection =
                verb == Verb.ROLES || verb == Verb.FLAVORS ? Selection.ALL : Selection.ofTenant(MovedProject.NAME);
        return new MigrationRequest(
                verb,
                access(SOURCE, sourceUrl),
                access(TARGET, targetUrl),
                selection,
                Mapping.NONE,
                stage.options(QUICK),
                false);
    }

    private static CloudAccess access(String name, String url) {
        return new CloudAccess(
                name,
                url,
                Login.withPassword("admin", "admin"),
                null,
                AccountScope.of("admin"),
                EndpointChoice.DEFAULT,
                null,
                TIMEOUT);
    }

    /** Ports of an address of its own lead to a server that is on and to one that is off. */
    void forward() {
        for (EmbeddedCloud cloud : List.of(source, target)) {
            cloud.withExtensions("floating-ip-port-forwarding", "expose-port-forwarding-in-fip");
        }
        VolumeServers.forward(source);
    }

    /** Somebody deletes a server on the target. */
    void lose(String server) {
        Inside admin = target.inside();
        admin.servers().stream()
                .filter(each -> server.equals(WireJson.text(each, "name")))
                .forEach(each -> admin.delete("compute", "/v2.1/servers/" + WireJson.text(each, "id")));
        target.skip(Duration.ofMinutes(1));
    }

    EmbeddedCloud cloud(boolean ofSource) {
        return ofSource ? source : target;
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
