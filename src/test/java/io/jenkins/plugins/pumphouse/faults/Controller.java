package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.faults.CloudPair.Ran;
import io.jenkins.plugins.pumphouse.login.AccountScope;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.migration.Migration;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.engine.LocalClaims;
import io.jenkins.plugins.pumphouse.migration.model.Claims;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Mover;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.EndpointChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Jenkins that migrates between two clouds, which another JVM may hold.
 *
 * @param claims of its runs
 * @param mover by which servers say who moves them
 * @param timeout for an answer
 */
record Controller(String sourceUrl, String targetUrl, Duration timeout, Claims claims, Mover mover) {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** The one that this JVM is. */
    Controller(String sourceUrl, String targetUrl, Duration timeout) {
        this(sourceUrl, targetUrl, timeout, LocalClaims.OF_THIS_JVM, Mover.ofThisJvm());
    }

    /** One more, which shares nothing with this one but the clouds. */
    Controller other() {
        return new Controller(
                sourceUrl, targetUrl, timeout, new LocalClaims(), new Mover("0dd0dd00", "Jenkins on another host"));
    }

    /** Runs every step up to the first that fails, as a pipeline does. */
    Ran run(Stage stage) {
        return run(stage, stage.steps);
    }

    /** Other steps, with the stage's options. */
    Ran run(Stage stage, List<Verb> steps) {
        List<String> lines = new ArrayList<>();
        List<Report> reports = new ArrayList<>();
        for (Verb verb : steps) {
            try {
                Report report = new Migration(request(stage, verb), lines::add, line -> {}, claims, mover.name()).run();
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

    private MigrationRequest request(Stage stage, Verb verb) {
        Selection selection =
                verb == Verb.ROLES || verb == Verb.FLAVORS ? Selection.ALL : Selection.ofTenant(MovedProject.NAME);
        Options quick = Options.DEFAULT
                .withPoll(Duration.ofMillis(15))
                .withTimeouts(PATIENCE, PATIENCE)
                .withMover(mover);
        return new MigrationRequest(
                verb,
                access(CloudPair.SOURCE, sourceUrl),
                access(CloudPair.TARGET, targetUrl),
                selection,
                Mapping.NONE,
                stage.options(quick),
                false);
    }

    private CloudAccess access(String name, String url) {
        return new CloudAccess(
                name,
                url,
                Login.withPassword("admin", "admin"),
                null,
                AccountScope.of("admin"),
                EndpointChoice.DEFAULT,
                null,
                timeout);
    }
}
