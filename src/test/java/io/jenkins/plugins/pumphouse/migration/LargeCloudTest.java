package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Selection;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** Planning costs a request a list, and time in proportion to the objects. */
public class LargeCloudTest {
    private static final int USERS = 25_000;
    /** Twenty times what it takes; comparing each with each takes hundreds of times as much. */
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void fiftyThousandUsersArePlannedInLinearTime() throws Exception {
        fill(clouds.source);
        fill(clouds.target);
        clouds.source.journal().clear();
        clouds.target.journal().clear();
        long before = cpu();

        Report plan = clouds.plan(Verb.USERS, Selection.ALL);

        assertThat(Duration.ofNanos(cpu() - before)).isLessThan(ENOUGH);
        assertThat(plan.count(End.REUSED)).isGreaterThanOrEqualTo(USERS);
        assertThat(plan.cost().sourceRequests() + plan.cost().targetRequests()).isLessThan(40);
    }

    private static void fill(EmbeddedCloud cloud) {
        Inside admin = cloud.inside();
        long before = cpu();
        for (int i = 0; i < USERS; i++) {
            ObjectNode user = new ObjectMapper().createObjectNode();
            user.putObject("user").put("name", "user-" + i);
            admin.post("identity", "/v3/users", user);
        }
        assertThat(Duration.ofNanos(cpu() - before)).isLessThan(ENOUGH);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    public void usersOfADomainWithADirectoryOfItsOwnAreListedToo() throws Exception {
        Inside source = clouds.source.inside();
        for (EmbeddedCloud cloud : new EmbeddedCloud[] {clouds.source, clouds.target}) {
            ObjectNode domain = new ObjectMapper().createObjectNode();
            domain.putObject("domain").put("name", "corporate");
            cloud.inside().post("identity", "/v3/domains", domain);
        }
        String domain = source.named("identity", "/v3/domains", "domains", "corporate")
                .path("id")
                .asText();
        ObjectNode user = new ObjectMapper().createObjectNode();
        user.putObject("user").put("name", "dora").put("domain_id", domain);
        source.post("identity", "/v3/users", user);
        clouds.source.ownDirectory(domain);

        clouds.move(Verb.USERS, Selection.ALL);

        assertThat(names(clouds.target.inside().list("identity", "/v3/users", "users")))
                .contains("dora", "alice");
    }
}
