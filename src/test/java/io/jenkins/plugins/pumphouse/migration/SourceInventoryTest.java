package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.further.FurtherService;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What there is, what moves, what is lost by that, and what stays behind: read only. */
public class SourceInventoryTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void everyObjectOfATenantHasAFateAndTheStepThatMovesIt() throws Exception {
        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(row(inventory, "network", "demo-net").fate()).isEqualTo(Fate.MOVES);
        assertThat(row(inventory, "network", "demo-net").step()).isEqualTo("pumpNetworks");
        Row router = row(inventory, "router", "demo-router");
        assertThat(router.fate()).isEqualTo(Fate.MOVES);
        assertThat(router.why()).isEmpty();
        assertThat(row(inventory, "server", "web-1").step()).isEqualTo("pumpInstances");
        assertThat(inventory.rows())
                .filteredOn(one -> one.kind().equals("port"))
                .isNotEmpty()
                .extracting(Row::step)
                .containsOnly("pumpInstances");
        assertThat(row(inventory, "project", "demo").fate()).isEqualTo(Fate.MOVES);
        assertThat(inventory.rows()).extracting(Row::kind).contains("image", "quota", "keypair", "security group");
    }

    @Test
    public void whatUsesAnObjectStandsBesideIt() throws Exception {
        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(row(inventory, "flavor", "m1.tiny").use()).isEqualTo("2 servers");
        assertThat(row(inventory, "network", "demo-net").use()).contains("1 subnet");
        assertThat(row(inventory, "server", "web-1").use()).isEmpty();
    }

    @Test
    public void whatNoStepMovesAndWhatIsBlockedStandsFirst() throws Exception {
        String demo = clouds.source.project("demo").id();
        String network = clouds.source.inside().id("network", "/v2.0/networks", "networks", "demo-net");
        clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/ports",
                        new ObjectMapper()
                                .readTree("{\"port\": {\"network_id\": \"" + network + "\", \"tenant_id\": \"" + demo
                                        + "\", \"device_owner\": \"Octavia\", \"device_id\": \"lb-1\"}}"));

        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(row(inventory, "left behind", "demo").fate()).isEqualTo(Fate.STAYS);
        assertThat(row(inventory, "left behind", "demo").why()).contains("1 port of Octavia");
        List<String> table = InventoryText.table(inventory);
        assertThat(table.get(0)).contains("blocked", "stays behind", "moves with a loss");
        assertThat(table).anyMatch(line -> line.matches("\\d+ objects?: stays behind"));
        assertThat(table).noneMatch(line -> line.contains("demo-net "));
    }

    @Test
    public void theTableNamesNoMoreObjectsThanALogBearsAndSaysWhereTheOthersAre() throws Exception {
        SourceInventory many = new SourceInventory(
                "old",
                "new",
                java.util.stream.IntStream.range(0, 5000)
                        .mapToObj(i -> new Row("share", "s" + i, "" + i, "", "", Fate.STAYS, "", "no step moves it"))
                        .toList(),
                new Cost(1, 1, 1, 0));

        List<String> table = InventoryText.table(many);

        assertThat(table).hasSizeLessThan(InventoryText.MOST_LINES + 5);
        assertThat(table.get(table.size() - 1)).contains("and 4800 more", "inventory.csv");
    }

    @Test
    public void furtherServicesAreListedAsLeftEachWithItsReasonAndOnlyThoseOfTheTenant() throws Exception {
        String demo = clouds.source.project("demo").id();
        String shop = clouds.source.project("shop").id();
        clouds.source
                .with(world -> FurtherService.heat(world, true))
                .object(demo, WireJson.object("id", "s1", "stack_name", "web", "stack_status", "CREATE_COMPLETE"))
                .object(shop, WireJson.object("id", "s2", "stack_name", "cart", "stack_status", "CREATE_COMPLETE"));
        clouds.source
                .with(FurtherService::designate)
                .object(demo, WireJson.object("id", "z1", "name", "demo.example."));
        clouds.source
                .with(FurtherService::manila)
                .object(demo, WireJson.object("id", "sh1", "name", "files", "size", 5));
        clouds.source
                .with(FurtherService::magnum)
                .object(demo, WireJson.object("uuid", "c1", "name", "kube", "node_count", 3));

        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(row(inventory, "Heat stack", "web").why()).contains("no step moves stacks");
        assertThat(row(inventory, "DNS zone", "demo.example.").fate()).isEqualTo(Fate.STAYS);
        assertThat(row(inventory, "share", "files").detail()).isEqualTo("5 GB");
        assertThat(row(inventory, "Magnum cluster", "kube").id()).isEqualTo("c1");
        assertThat(inventory.rows()).extracting(Row::name).doesNotContain("cart");
        assertThat(clouds.inventory(TwoClouds.ALL).rows()).extracting(Row::name).contains("cart");
    }

    @Test
    public void keysOfEc2AreListedAsLeftAndTheirSecretsNowhere() throws Exception {
        String demo = clouds.source.project("demo").id();
        String alice = clouds.source.inside().id("identity", "/v3/users", "users", "alice");
        for (String project : List.of(demo, clouds.source.project("shop").id())) {
            clouds.source
                    .inside()
                    .make(
                            "identity",
                            "/v3/credentials",
                            "credential",
                            WireJson.object(
                                    "type",
                                    "ec2",
                                    "user_id",
                                    alice,
                                    "project_id",
                                    project,
                                    "blob",
                                    "{\"access\": \"AKIA1\", \"secret\": \"s3cr3t\"}"));
        }

        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(inventory.rows())
                .filteredOn(row -> row.kind().equals("credential"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.fate()).isEqualTo(Fate.STAYS);
                    assertThat(row.detail()).isEqualTo("ec2 of user " + alice);
                    assertThat(row.why()).contains("its user makes another on the target");
                });
        assertThat(inventory.toReport().toString()).doesNotContain("s3cr3t", "AKIA1");
    }

    @Test
    public void applicationCredentialsAndTrustsAreListedAsLeft() throws Exception {
        Inside alice = clouds.source.inside("alice", "demo");
        for (Inside one : List.of(alice, clouds.source.inside("alice", "shop"))) {
            one.make(
                    "identity",
                    "/v3/users/" + one.userId() + "/application_credentials",
                    "application_credential",
                    WireJson.object(
                            "name", "terraform of " + one.projectId(), "expires_at", "2027-01-31T00:00:00.000000"));
            one.make(
                    "identity",
                    "/v3/OS-TRUST/trusts",
                    "trust",
                    WireJson.object(
                            "trustor_user_id",
                            one.userId(),
                            "trustee_user_id",
                            "heat",
                            "project_id",
                            one.projectId(),
                            "impersonation",
                            true));
        }

        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        Row credential = row(inventory, "application credential", "terraform of " + alice.projectId());
        assertThat(credential.fate()).isEqualTo(Fate.STAYS);
        assertThat(credential.detail()).isEqualTo("of user alice, until 2027-01-31T00:00:00.000000");
        assertThat(credential.why()).contains("their secret is in no cloud", "makes another on the target");
        assertThat(inventory.rows())
                .filteredOn(row -> row.kind().equals("trust"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.detail()).isEqualTo("of user " + alice.userId() + " for user heat");
                    assertThat(row.why()).contains("no step moves trusts");
                });
        assertThat(inventory.rows())
                .filteredOn(row -> row.kind().equals("application credential"))
                .hasSize(1);
        assertThat(clouds.inventory(TwoClouds.ALL).rows())
                .filteredOn(row -> row.kind().equals("application credential"))
                .hasSize(2);
    }

    /** Application credentials came with Queens. */
    @Test
    public void aKeystoneWithoutApplicationCredentialsIsAskedOnce() throws Exception {
        clouds.source.faults().on("GET", "/v3/users/*/application_credentials").status(404);
        clouds.source.journal().clear();

        assertThat(clouds.inventory(TwoClouds.ALL).rows())
                .extracting(Row::kind)
                .doesNotContain("application credential");
        assertThat(clouds.source.journal().entries())
                .filteredOn(entry -> entry.path().endsWith("/application_credentials"))
                .hasSize(1);
    }

    @Test
    public void applicationCredentialsThatMayNotBeReadAreSaidToBeUnread() throws Exception {
        clouds.source.faults().on("GET", "/v3/users/*/application_credentials").status(403);
        clouds.source.faults().on("GET", "/v3/OS-TRUST/trusts").status(403);

        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(row(inventory, "application credential", "(all)").fate()).isEqualTo(Fate.UNREAD);
        assertThat(row(inventory, "trust", "(all)").fate()).isEqualTo(Fate.UNREAD);
    }

    @Test
    public void whatOnlyAProjectItselfSeesIsReadInItsNameAndOtherwiseSaidToBeUnread() throws Exception {
        String admin = clouds.source.project("admin").id();
        clouds.source
                .with(FurtherService::barbican)
                .object(admin, WireJson.object("secret_ref", "http://keys/v1/secrets/k1", "name", "tls"));
        clouds.source
                .with(FurtherService::swift)
                .object(admin, WireJson.object("name", "backups", "count", 2, "bytes", 3000));
        clouds.source
                .with(world -> FurtherService.heat(world, false))
                .object(admin, WireJson.object("id", "s1", "stack_name", "infra"));

        SourceInventory inventory = clouds.inventory(TwoClouds.ALL);

        assertThat(row(inventory, "secret", "tls").id()).isEqualTo("k1");
        assertThat(row(inventory, "Swift container", "backups").detail()).isEqualTo("2 objects, 3.0 kB");
        assertThat(row(inventory, "Heat stack", "infra").fate()).isEqualTo(Fate.STAYS);
        for (String kind : List.of("secret", "Swift container", "Heat stack")) {
            Row unread = row(inventory, kind, "(all)");
            assertThat(unread.fate()).isEqualTo(Fate.UNREAD);
            assertThat(unread.why()).contains("has no role in", "demo", "shop");
        }
    }

    @Test
    public void aServiceThatCannotBeReadCostsItselfOnly() throws Exception {
        new BalancerFixture(clouds.source);
        clouds.source.with(FurtherService::designate);
        for (String path : List.of("/v2/zones", "/v2.0/routers", "/v2/images", "/v3/*/volumes/detail")) {
            clouds.source.faults().on("GET", path).status(500);
        }
        clouds.target.faults().on("GET", "/v2.1/flavors/detail").status(503);

        SourceInventory inventory = clouds.inventory(TwoClouds.DEMO);

        assertThat(row(inventory, "router", "(all)").fate()).isEqualTo(Fate.UNREAD);
        assertThat(row(inventory, "image", "(all)").fate()).isEqualTo(Fate.UNREAD);
        assertThat(row(inventory, "volume", "(all)").fate()).isEqualTo(Fate.UNREAD);
        assertThat(row(inventory, "DNS zone", "(all)").why()).contains("500");
        assertThat(row(inventory, "load balancer", "front").why())
                .contains("cannot be made on new, whose catalog has no load-balancer service: install Octavia first");
        assertThat(row(inventory, "network", "demo-net").fate()).isEqualTo(Fate.MOVES);
        assertThat(row(inventory, "flavor", "demo.small").fate()).isEqualTo(Fate.BLOCKED);
    }

    @Test
    public void aTenantThatIsNotThereIsNoMissingService() {
        assertThatThrownBy(() -> clouds.inventory(Selection.ofTenant("dmeo")))
                .hasMessageContaining("No project \"dmeo\" in old. There are: admin, demo, service, shop.");
    }

    @Test
    public void afterTheMoveItSaysWhatIsOnTheTarget() throws Exception {
        clouds.move(Verb.NETWORKS);

        assertThat(row(clouds.inventory(TwoClouds.DEMO), "network", "demo-net").fate())
                .isEqualTo(Fate.IS_ON_THE_TARGET);
    }

    @Test
    public void nothingIsWritten() throws Exception {
        clouds.source.journal().clear();
        clouds.target.journal().clear();

        clouds.inventory(TwoClouds.ALL);

        assertThat(clouds.source.journal().writes())
                .noneMatch(entry -> !entry.path().endsWith("/tokens"));
        assertThat(clouds.target.journal().writes())
                .noneMatch(entry -> !entry.path().endsWith("/tokens"));
    }

    @Test
    public void aNameBecomesNoFormulaOfASpreadsheet() throws Exception {
        clouds.source.project("demo").group("=HYPERLINK(\"x\")", "", rules -> {});

        assertThat(InventoryText.csv(clouds.inventory(TwoClouds.DEMO)))
                .startsWith("\"type\",\"name\",\"id\",\"size\",\"use\",\"what becomes of it\",\"step\",\"why\"\r\n")
                .contains("\"security group\",\"'=HYPERLINK(\"\"x\"\")\"");
        for (String start : List.of("=", "+", "-", "@", "\t", "\r")) {
            SourceInventory one = new SourceInventory(
                    "old",
                    "new",
                    List.of(new Row("share", start + "1", "", "", "", Fate.STAYS, "", "")),
                    new Cost(1, 1, 1, 0));
            assertThat(InventoryText.csv(one)).contains("\"share\",\"'" + start + "1\"");
        }
    }

    private static Row row(SourceInventory inventory, String kind, String name) {
        return inventory.rows().stream()
                .filter(row -> row.kind().equals(kind) && row.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no " + kind + " " + name + " in " + InventoryText.table(inventory)));
    }
}
