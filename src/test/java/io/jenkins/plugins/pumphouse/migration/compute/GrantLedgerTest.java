package io.jenkins.plugins.pumphouse.migration.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What was borrowed for a project is on record there, also when several servers of it boot at once. */
public class GrantLedgerTest {
    private final EmbeddedCloud keystone = EmbeddedCloud.v3("new");
    private Cloud cloud;
    private String project;

    @Before
    public void aProject() {
        keystone.start();
        Fixture.target(keystone);
        cloud = Cloud.open(EmbeddedAccess.to(keystone));
        project = keystone.inside().projectId();
    }

    @After
    public void close() {
        cloud.close();
        keystone.close();
    }

    @Test
    public void whatIsNotedIsFoundByTheNextRunUntilItIsStruckOut() {
        new GrantLedger(cloud, project).note(GrantNote.key("laptop"));

        assertThat(new GrantLedger(cloud, project).keys()).containsExactly("laptop");
        new GrantLedger(cloud, project).strikeOut(GrantNote.key("laptop"));
        assertThat(new GrantLedger(cloud, project).keys()).isEmpty();
    }

    /** Keystone itself loses one of two changes of a project's tags that come at once. */
    @Test
    public void changesOfOneProjectReachKeystoneOneAfterTheOther() {
        Duration answer = Duration.ofMillis(400);
        keystone.faults().on("PUT", "/v3/projects/*/tags/*").delay(answer);
        long start = System.nanoTime();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> new GrantLedger(cloud, project).note(GrantNote.key("laptop"))),
                        CompletableFuture.runAsync(
                                () -> new GrantLedger(cloud, project).note(GrantNote.key("yubikey"))))
                .join();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(answer.multipliedBy(2));
        assertThat(new GrantLedger(cloud, project).keys()).containsExactlyInAnyOrder("laptop", "yubikey");
    }
}
