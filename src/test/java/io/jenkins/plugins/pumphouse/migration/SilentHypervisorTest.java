package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** A hypervisor that does not answer does nothing that it is asked, and nobody knows what became of its servers. */
public class SilentHypervisorTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void noServerOfItIsTouched() throws Exception {
        String host = host(clouds.source);
        clouds.source.hostDown(host);

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("is on hypervisor " + host + " of old, whose nova-compute does not answer");
        assertThat(clouds.source.journal().writes()).isEmpty();
    }

    @Test
    public void noCopyIsStoppedForAServerOfItThatCouldNotBeStarted() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.hostDown(host(clouds.source));
        clouds.target.journal().clear();

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("whose nova-compute does not answer, so that it could not be started");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void noServerIsDeletedWhoseCopyIsOnIt() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target.hostDown(host(clouds.target));

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("its copy is on hypervisor ", "so that nobody knows how it is");
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    public void noServerIsTakenBackWhoseCopyMayRunOnItUntilThatIsDeleted() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String copy = named(clouds.target).path("id").asText();
        clouds.target.hostDown(host(clouds.target));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .contains("and may run on it although nobody can stop it")
                .contains("openstack server delete " + copy + " on new");
        clouds.target.inside().delete("compute", "/v2.1/servers/" + copy);
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.evenIfChanged();
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
    }

    private static String host(EmbeddedCloud cloud) {
        return named(cloud).path("OS-EXT-SRV-ATTR:host").asText();
    }

    private static JsonNode named(EmbeddedCloud cloud) {
        return cloud.inside().server("db-1");
    }
}
