package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.ProjectFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * What one more object of a type costs in requests, on both clouds together. Lists are read once, however many objects
 * they hold; GroupBatchTest counts those of security groups.
 */
public class RequestCountTest {
    private static final int FEW = 10;
    private static final int MANY = 100;
    private static final int THOUSAND = 1000;
    /**
     * A list of a thousand has some pages more than one of ten, each time it is read for the plan and for the proof.
     */
    private static final int PAGES = 10;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private ProjectFixture demo;

    @Before
    public void projectsWithoutLimits() throws Exception {
        unlimited(clouds.source);
        clouds.move(Verb.TENANTS);
        unlimited(clouds.target);
        demo = clouds.source.project("demo");
    }

    /** Read on the source, make on the target. */
    @Test
    public void aUserOfATenantTakesTwoRequests() throws Exception {
        assertThat(each(Verb.USERS, i -> demo.user("user-" + i))).isEqualTo(2);
    }

    @Test
    public void aFlavorWithoutSpecificationsTakesOneRequest() throws Exception {
        assertThat(each(Verb.FLAVORS, i -> flavor("flavor-" + i))).isEqualTo(1);
    }

    /** What is less than one request for each of a hundred must not be one for each of a thousand. */
    @Test
    public void aThousandFlavorsAndUsersTakeNoMoreEachThanTen() throws Exception {
        clouds.move(Verb.FLAVORS);
        clouds.move(Verb.USERS);
        long ten = cost(Verb.FLAVORS, 0, FEW, i -> flavor("flavor-" + i));
        long thousand = cost(Verb.FLAVORS, FEW, THOUSAND, i -> flavor("flavor-" + i));
        assertThat(thousand - ten).isBetween((long) THOUSAND - FEW, (long) THOUSAND - FEW + PAGES);
        long tenUsers = cost(Verb.USERS, 0, FEW, i -> demo.user("user-" + i));
        long thousandUsers = cost(Verb.USERS, FEW, THOUSAND, i -> demo.user("user-" + i));
        assertThat(thousandUsers - tenUsers).isLessThanOrEqualTo(2L * (THOUSAND - FEW) + PAGES);
    }

    @Test
    public void aThousandKeypairsAndRolesTakeNoMoreEachThanTen() throws Exception {
        clouds.move(Verb.USERS);
        clouds.move(Verb.KEYPAIRS);
        long ten = cost(Verb.KEYPAIRS, 0, FEW, i -> demo.keypair("alice", "key-" + i));
        long thousand = cost(Verb.KEYPAIRS, FEW, THOUSAND, i -> demo.keypair("alice", "key-" + i));
        assertThat(thousand - ten).isBetween((long) THOUSAND - FEW, (long) THOUSAND - FEW + PAGES);
        clouds.move(Verb.USER_ROLES);
        long tenRoles = cost(Verb.USER_ROLES, 0, FEW, i -> demo.user("member-" + i, "member"));
        long thousandRoles = cost(Verb.USER_ROLES, FEW, THOUSAND, i -> demo.user("member-" + i, "member"));
        assertThat(thousandRoles - tenRoles).isLessThanOrEqualTo(3L * (THOUSAND - FEW) + PAGES);
    }

    /**
     * Beside what each takes: the ports of twenty networks, and the making of seven networks, subnets or groups, are
     * one request each, and so is the look for twins of those networks and groups; a list of a thousand images has ten
     * pages, which are read of both clouds for plan and proof, the hidden ones apart.
     */
    @Test
    public void aThousandNetworksGroupsAndImagesTakeNoMoreEachThanTen() throws Exception {
        long more = THOUSAND - FEW;
        assertThat(ofThousand(
                        Verb.NETWORKS, i -> demo.network("net-" + i, "10." + (i / 250 + 50) + "." + i % 250 + ".0/24")))
                .isLessThanOrEqualTo(4 * more + more / 2 + more / 20 + PAGES);
        assertThat(ofThousand(
                        Verb.SECGROUPS,
                        i -> demo.group("group-" + i, "", rules -> rules.ingress("tcp", 22, 22, "10.0.0.0/8"))))
                .isLessThanOrEqualTo(2 * more + more / 2 + PAGES);
        assertThat(ofThousand(Verb.IMAGES, i -> demo.image("image-" + i, 100)))
                .isLessThanOrEqualTo(5 * more + 2 * 2 * 2 * PAGES);
    }

    /** How many requests a thousand objects take more than ten do. */
    private long ofThousand(Verb verb, IntConsumer make) throws Exception {
        clouds.move(verb);
        long ten = cost(verb, 0, FEW, make);
        return cost(verb, FEW, THOUSAND, make) - ten;
    }

    /**
     * Tags and description of the network and of the subnet; making seven of them together, and the look for twins of
     * the networks, are less than one.
     */
    @Test
    public void aNetworkWithASubnetTakesFourRequests() throws Exception {
        assertThat(each(Verb.NETWORKS, i -> demo.network("net-" + i, "10." + (i / 250 + 50) + "." + i % 250 + ".0/24")))
                .isEqualTo(4);
    }

    /** Make, send, look and say that it is whole on the target; read on the source. */
    @Test
    public void anImageTakesFiveRequests() throws Exception {
        assertThat(each(Verb.IMAGES, i -> demo.image("image-" + i, 100))).isEqualTo(5);
    }

    /**
     * Its tags, and its rules in one; making seven together, the look for twins and the description are less than one.
     */
    @Test
    public void aGroupWithItsRulesTakesTwoRequests() throws Exception {
        assertThat(each(
                        Verb.SECGROUPS,
                        i -> demo.group(
                                "group-" + i,
                                "",
                                rules -> rules.ingress("tcp", 22, 22, "10.0.0.0/8")
                                        .ingress("tcp", 443, 443, "10.0.0.0/8"))))
                .isLessThanOrEqualTo(2);
    }

    /** The user's two, and the role's own. */
    @Test
    public void aUserWithARoleTakesThreeRequests() throws Exception {
        assertThat(each(Verb.USER_ROLES, i -> demo.user("member-" + i, "member")))
                .isLessThanOrEqualTo(3);
    }

    @Test
    public void aKeypairTakesOneRequest() throws Exception {
        clouds.move(Verb.USERS);
        assertThat(each(Verb.KEYPAIRS, i -> demo.keypair("alice", "key-" + i))).isEqualTo(1);
    }

    @Test
    public void aGroupOfUsersTakesThreeRequests() throws Exception {
        clouds.move(Verb.USERS, TwoClouds.ALL);
        long few = groups(0, FEW);
        long many = groups(FEW, MANY);
        assertThat((many - few) / (MANY - FEW)).isEqualTo(3);
    }

    private long groups(int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            clouds.source
                    .inside()
                    .make(
                            "identity",
                            "/v3/groups",
                            "group",
                            WireJson.object("name", "group-" + i, "domain_id", "default"));
        }
        return requests(clouds.move(Verb.USERS, TwoClouds.ALL));
    }

    @Test
    public void aProjectWithQuotasTakesEighteenRequests() throws Exception {
        clouds.move(Verb.QUOTAS, TwoClouds.ALL);
        long few = quotas(0, FEW);
        long many = quotas(FEW, MANY);
        assertThat((many - few) / (MANY - FEW)).isLessThanOrEqualTo(18);
    }

    @Test
    public void quotasOfAThousandProjectsTakeNoMoreEachThanThoseOfTen() throws Exception {
        clouds.move(Verb.QUOTAS, TwoClouds.ALL);
        long ten = quotas(0, FEW);
        assertThat(quotas(FEW, THOUSAND) - ten).isLessThanOrEqualTo(18L * (THOUSAND - FEW) + PAGES);
    }

    private long quotas(int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            clouds.source.project("project-" + i).quota("compute", "cores", 40 + i);
        }
        Report report = clouds.move(Verb.QUOTAS, TwoClouds.ALL);
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        return report.cost().sourceRequests() + report.cost().targetRequests();
    }

    /** Beside the four of its network: make, look for a twin, tags and description; one for the interface. */
    @Test
    public void aRouterWithAnInterfaceTakesFiveRequests() throws Exception {
        assertThat(each(Verb.NETWORKS, this::router)).isEqualTo(4 + 5);
    }

    private void router(int i) {
        demo.network("net-" + i, "10." + (i / 250 + 50) + "." + i % 250 + ".0/24")
                .router("router-" + i, null, "net-" + i);
    }

    /** Make, look for a twin, tags and description. */
    @Test
    public void aPortThatNothingHasTakesFourRequests() throws Exception {
        String wide = wide();
        assertThat(each(Verb.NETWORKS, i -> port(wide, i))).isBetween(3L, 4L);
    }

    private String wide() {
        demo.network("wide", "10.90.0.0/16");
        return clouds.source.inside().id("network", "/v2.0/networks", "networks", "wide");
    }

    private void port(String network, int i) {
        source("/v2.0/ports", "port", "tenant_id", demo.id(), "network_id", network, "name", "vip-" + i);
    }

    /** Make, look at what was made, tags and description. */
    @Test
    public void aFloatingAddressTakesFourRequests() throws Exception {
        assertThat(each(Verb.FLOATING_IPS, i -> floating())).isEqualTo(4);
    }

    @Test
    public void aThousandFloatingAddressesTakeNoMoreEachThanTen() throws Exception {
        long more = THOUSAND - FEW;
        publicHasRoomForAThousand(clouds.source);
        publicHasRoomForAThousand(clouds.target);

        assertThat(ofThousand(Verb.FLOATING_IPS, i -> floating())).isLessThanOrEqualTo(4 * more + PAGES);
    }

    private static void publicHasRoomForAThousand(EmbeddedCloud cloud) {
        String external = cloud.inside().id("network", "/v2.0/networks", "networks", "public");
        cloud.inside()
                .make(
                        "network",
                        "/v2.0/subnets",
                        "subnet",
                        WireJson.object(
                                "network_id",
                                external,
                                "ip_version",
                                4,
                                "cidr",
                                "100.64.0.0/16",
                                "enable_dhcp",
                                false));
    }

    private void floating() {
        String external = clouds.source.inside().id("network", "/v2.0/networks", "networks", "public");
        source("/v2.0/floatingips", "floatingip", "tenant_id", demo.id(), "floating_network_id", external);
    }

    @Test
    public void aThousandRoutersAndPortsTakeNoMoreEachThanTen() throws Exception {
        long more = THOUSAND - FEW;
        assertThat(ofThousand(Verb.NETWORKS, this::router))
                .isLessThanOrEqualTo((4 + 5) * more + more / 2 + more / 20 + PAGES);
        String wide = wide();
        assertThat(ofThousand(Verb.NETWORKS, i -> port(wide, i))).isLessThanOrEqualTo(4 * more + PAGES);
    }

    private void source(String path, String key, Object... fields) {
        clouds.source.inside().make("network", path, key, WireJson.object(fields));
    }

    @Test
    public void aThousandProjectsAndRolesTakeNoMoreEachThanTen() throws Exception {
        clouds.move(Verb.TENANTS, TwoClouds.ALL);
        long ten = projects(0, FEW);
        long thousand = projects(FEW, THOUSAND);
        assertThat(thousand - ten).isBetween((long) THOUSAND - FEW, (long) THOUSAND - FEW + PAGES);
        clouds.move(Verb.ROLES, TwoClouds.ALL);
        long tenRoles = roles(0, FEW);
        long thousandRoles = roles(FEW, THOUSAND);
        assertThat(thousandRoles - tenRoles).isBetween((long) THOUSAND - FEW, (long) THOUSAND - FEW + PAGES);
    }

    private long projects(int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            clouds.source.project("project-" + i);
        }
        return requests(clouds.move(Verb.TENANTS, TwoClouds.ALL));
    }

    private long roles(int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            clouds.source.inside().make("identity", "/v3/roles", "role", WireJson.object("name", "role-" + i));
        }
        return requests(clouds.move(Verb.ROLES, TwoClouds.ALL));
    }

    private static long requests(Report report) {
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        return report.cost().sourceRequests() + report.cost().targetRequests();
    }

    /** Whole requests for each object more; pages of lists are less than one. */
    private long each(Verb verb, IntConsumer make) throws Exception {
        clouds.move(verb);
        long few = cost(verb, 0, FEW, make);
        long many = cost(verb, FEW, MANY, make);
        return (many - few) / (MANY - FEW);
    }

    private long cost(Verb verb, int from, int count, IntConsumer make) throws Exception {
        for (int i = from; i < from + count; i++) {
            make.accept(i);
        }
        clouds.source.journal().clear();
        clouds.target.journal().clear();
        return requests(clouds.move(verb));
    }

    private void flavor(String name) {
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        WireJson.object("flavor", WireJson.object("name", name, "ram", 512, "vcpus", 1, "disk", 1)));
    }

    private static void unlimited(EmbeddedCloud cloud) {
        String demo = cloud.inside().id("identity", "/v3/projects", "projects", "demo");
        var quota = WireJson.object();
        for (String key :
                List.of("network", "subnet", "port", "router", "floatingip", "security_group", "security_group_rule")) {
            quota.put(key, -1);
        }
        cloud.inside().put("network", "/v2.0/quotas/" + demo, WireJson.object("quota", quota));
    }
}
