package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.ProcessorTime;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.network.router.RoutesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.plan.Planner;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        ProcessorTime time = ProcessorTime.begin();

        Report plan = clouds.plan(Verb.USERS, Selection.ALL);

        assertThat(time.taken()).isLessThan(ENOUGH);
        assertThat(plan.count(End.REUSED)).isGreaterThanOrEqualTo(USERS);
        assertThat(plan.cost().sourceRequests() + plan.cost().targetRequests()).isLessThan(40);
    }

    /** Networks with subnet, router and ports, groups with rules: some 48,000 objects a cloud, in a few projects. */
    @Test
    public void fiftyThousandObjectsOfNeutronArePlannedInLinearTime() throws Exception {
        fillNeutron(clouds.source);
        fillNeutron(clouds.target);
        ResourceTypes types = new ResourceTypes();
        try (Cloud from = open(clouds.source);
                Cloud to = open(clouds.target)) {
            ProcessorTime time = ProcessorTime.begin();

            Plan plan = new Planner(
                            types,
                            new CloudInventory(from, types, Options.DEFAULT),
                            new CloudInventory(to, types, Options.DEFAULT),
                            new Translation(),
                            Allowance.UNLIMITED)
                    .plan(
                            List.of(
                                    SecurityGroupType.KIND,
                                    SecurityGroupRulesType.KIND,
                                    NetworkType.KIND,
                                    SubnetType.KIND,
                                    RouterType.KIND,
                                    RouterInterfaceType.KIND,
                                    RoutesType.KIND,
                                    PortType.KIND),
                            Selection.ALL);

            assertThat(time.taken()).isLessThan(ENOUGH);
            assertThat(plan.changes()).hasSizeGreaterThan(NETWORKS * PORTS + 2 * GROUPS);
            assertThat(plan.counts().get(Decision.REUSE)).isGreaterThan(NETWORKS * PORTS + 2 * GROUPS);
            assertThat(from.requests().count()).as("lists of the source").isLessThan(40);
            assertThat(to.requests().count())
                    .as("lists of the target, some of which are by project")
                    .isLessThan(12 * (PROJECTS + 4) + 40);
        }
    }

    private static Cloud open(EmbeddedCloud cloud) throws Exception {
        return Cloud.open(EmbeddedAccess.to(cloud));
    }

    private static final int PROJECTS = 10;
    private static final int NETWORKS = 100;
    private static final int PORTS = 250;
    private static final int GROUPS = 2_000;
    private static final int RULES = 10;

    private static void fillNeutron(EmbeddedCloud cloud) {
        List<String> projects = new ArrayList<>();
        for (int i = 0; i < PROJECTS; i++) {
            projects.add(cloud.project("customer-" + i).id());
        }
        Inside admin = cloud.inside();
        for (String project : projects) {
            ObjectNode quota = WireJson.object();
            for (String key : List.of("network", "subnet", "port", "router", "security_group", "security_group_rule")) {
                quota.put(key, -1);
            }
            admin.put("network", "/v2.0/quotas/" + project, WireJson.object("quota", quota));
        }
        for (int i = 0; i < GROUPS; i++) {
            String project = projects.get(i % PROJECTS);
            String group = id(admin, "security_group", WireJson.object("name", "group-" + i, "tenant_id", project));
            for (int port = 1; port <= RULES; port++) {
                id(
                        admin,
                        "security_group_rule",
                        WireJson.object(
                                "security_group_id",
                                group,
                                "tenant_id",
                                project,
                                "direction",
                                "ingress",
                                "protocol",
                                "tcp",
                                "port_range_min",
                                port,
                                "port_range_max",
                                port));
            }
        }
        for (int i = 0; i < NETWORKS; i++) {
            String project = projects.get(i % PROJECTS);
            String network = id(admin, "network", WireJson.object("name", "net-" + i, "tenant_id", project));
            String subnet = id(
                    admin,
                    "subnet",
                    WireJson.object(
                            "network_id", network, "tenant_id", project, "ip_version", 4, "cidr", "10.0.0.0/22"));
            String router = id(admin, "router", WireJson.object("name", "router-" + i, "tenant_id", project));
            admin.put(
                    "network",
                    "/v2.0/routers/" + router + "/add_router_interface",
                    WireJson.object("subnet_id", subnet));
            for (int port = 0; port < PORTS; port++) {
                id(
                        admin,
                        "port",
                        WireJson.object(
                                "network_id",
                                network,
                                "tenant_id",
                                project,
                                "mac_address",
                                String.format("fa:16:3f:00:%02x:%02x", i, port)));
            }
        }
    }

    private static String id(Inside admin, String key, ObjectNode wanted) {
        return admin.make("network", "/v2.0/" + key.replace('_', '-') + "s", key, wanted)
                .path("id")
                .asText();
    }

    private static void fill(EmbeddedCloud cloud) {
        Inside admin = cloud.inside();
        ProcessorTime time = ProcessorTime.begin();
        for (int i = 0; i < USERS; i++) {
            ObjectNode user = new ObjectMapper().createObjectNode();
            user.putObject("user").put("name", "user-" + i);
            admin.post("identity", "/v3/users", user);
        }
        assertThat(time.taken()).isLessThan(ENOUGH);
    }

    @Test
    public void usersOfADomainWithADirectoryOfItsOwnAreListedToo() throws Exception {
        Inside source = clouds.source.inside();
        for (EmbeddedCloud cloud : new EmbeddedCloud[] {clouds.source, clouds.target}) {
            ObjectNode domain = new ObjectMapper().createObjectNode();
            domain.putObject("domain").put("name", "corporate");
            cloud.inside().post("identity", "/v3/domains", domain);
        }
        String domain = source.id("identity", "/v3/domains", "domains", "corporate");
        ObjectNode user = new ObjectMapper().createObjectNode();
        user.putObject("user").put("name", "dora").put("domain_id", domain);
        source.post("identity", "/v3/users", user);
        clouds.source.ownDirectory(domain);

        clouds.move(Verb.USERS, Selection.ALL);

        assertThat(names(clouds.target.inside().list("identity", "/v3/users", "users")))
                .contains("dora", "alice");
    }
}
