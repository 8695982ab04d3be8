package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.ExtensionList;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** What an administrator is told who tests a configuration before anybody uses it. */
public class StoredConnectionsTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12").wiredBySwitch();

    @After
    public void forget() {
        PumphouseConfiguration.get().setConfigurations(null);
        StoredCredentials.clear();
    }

    @Test
    public void allThatItNamesIsAskedWhatItIs() throws Exception {
        List<StoredConnections.Finding> findings = tested(datacenter.configuration());

        assertThat(findings)
                .allSatisfy(
                        finding -> assertThat(finding.good()).as(finding.line()).isTrue());
        assertThat(findings)
                .extracting(StoredConnections.Finding::line)
                .anyMatch(line -> line.matches("cloud \".*\": Keystone v3, user .*, project .*, roles .*admin.*;"
                        + " services identity, compute, network, image.*; login \\d+ ms, round trip \\d+ ms"))
                .anyMatch(line -> line.matches("Fuel of cloud \".*\": Fuel 9.\\d, environments: mos-prod; \\d+ ms"))
                .anyMatch(line -> line.matches("BMC of host \"cmp-12\": power (on|off), serial number \\S+; \\d+ ms"))
                .anyMatch(
                        line -> line.matches("switch \"tor-3\", ports of host \"cmp-12\": \\S+ in VLAN 101; \\d+ ms"));
    }

    @Test
    public void aWrongPasswordIsToldWithItsOwnerAndTheOthersAreTestedAllTheSame() throws Exception {
        String wrong = datacenter.configuration().replaceFirst("(?m)^    password: .*$", "    password: wrong");

        assertThat(tested(wrong))
                .hasSize(5)
                .filteredOn(finding -> !finding.good())
                .singleElement()
                .satisfies(finding -> assertThat(finding.line())
                        .startsWith("cloud \"")
                        .contains("refused")
                        .doesNotContain("wrong"));
    }

    @Test
    public void theLoginOfAnOwnerIsTriedAndThatOfAnotherUserIsTold() throws Exception {
        StoredCredentials.add(new StoredCredentials.Account("own", "admin", "admin"));
        String owners = datacenter
                .configuration()
                .replaceFirst(
                        "(?m)^    password: .*$",
                        "$0\n    owners: {ADMIN: {credentials: own}, alice: {credentials: own}}");

        List<StoredConnections.Finding> findings = tested(owners);

        assertThat(findings).hasSize(7);
        assertThat(findings)
                .filteredOn(StoredConnections.Finding::good)
                .extracting(StoredConnections.Finding::line)
                .anyMatch(line ->
                        line.matches("owner \"ADMIN\" of cloud \".*\": user admin, project \\S+, roles .*; \\d+ ms"));
        assertThat(findings)
                .filteredOn(finding -> !finding.good())
                .singleElement()
                .satisfies(finding -> assertThat(finding.line())
                        .startsWith("owner \"alice\" of cloud")
                        .contains("the login of another user"));
    }

    @Test
    public void anotherMachineBehindTheAddressOfABmcIsTold() throws Exception {
        String wrong = datacenter.configuration().replaceFirst("serial: \\S+?([,}\\s])", "serial: OTHER1$1");

        assertThat(tested(wrong))
                .filteredOn(finding -> !finding.good())
                .singleElement()
                .satisfies(finding -> assertThat(finding.line())
                        .contains("it manages the server hardware")
                        .contains("not OTHER1"));
    }

    @Test
    public void whatDoesNotAnswerHoldsTheFormNoLongerThanThePatience() throws Exception {
        List<StoredConnections.Finding> findings = new StoredConnections(
                        Configuration.parse("lab", datacenter.configuration()), null, Duration.ZERO)
                .test();

        assertThat(findings)
                .hasSize(5)
                .allSatisfy(finding -> assertThat(finding.line()).endsWith("no answer within 0 s."));
    }

    /** A server of MariaDB that lets nobody from this address in says so instead of a greeting. */
    @Test
    public void theDatabaseOfAKeystoneIsTriedWithItsAccountAndNoSecretIsShown() throws Exception {
        byte[] refusal = "\u0045\0\0\0\u00ff\u006a\u0004Host 'jenkins' is not allowed to connect to this MariaDB server"
                .getBytes(StandardCharsets.ISO_8859_1);
        refusal[0] = (byte) (refusal.length - 4);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(refusal);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            answering.start();
            StoredCredentials.add(new StoredCredentials.Account("keystone-db", "pumphouse", "hunter2"));

            List<StoredConnections.Finding> findings = tested(datacenter
                    .configuration()
                    .replaceFirst(
                            "(?m)^    auth_url:",
                            "    identity: {connection: \"mysql://127.0.0.1:" + server.getLocalPort()
                                    + "/keystone\", credentials: keystone-db}\n    auth_url:"));
            answering.join();

            assertThat(findings)
                    .filteredOn(finding -> !finding.good())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.line())
                            .startsWith("Keystone's database of cloud \"")
                            .contains("user pumphouse", "is not allowed to connect to this MariaDB server")
                            .contains("Check \"identity\" of this cloud in the configuration")
                            .doesNotContain("hunter2"));
        }
    }

    /** Else it would look as if all were well with it. */
    @Test
    public void whatCannotBeTestedIsTold() throws Exception {
        assertThat(tested(datacenter.configuration().replaceAll("ports: \\[[^\\]]*\\]", "ports: []")))
                .extracting(StoredConnections.Finding::line)
                .filteredOn(line -> line.startsWith("switch"))
                .singleElement()
                .asString()
                .endsWith("not tested, as no host names ports of it (ports)");
        assertThat(tested(Texts.CLOUDS + "inventory: [hosts.yaml]\n"))
                .extracting(StoredConnections.Finding::line)
                .contains(
                        "hosts and switches: not tested, as the files of inventories are in the workspace of a build");
    }

    @Test
    public void missingCredentialsAreNamed() throws Exception {
        PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("lab", Texts.CLOUDS)));

        FormValidation answer = form().doTestConnections(null, "lab");

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(answer.getMessage()).contains("No credentials &quot;old-admin&quot; for cloud &quot;old&quot;");
        assertThat(form().doTestConnections(null, "other").getMessage()).contains("Save");
    }

    /** Jenkins' own pages see them, and every build would fail on them. */
    @Test
    public void credentialsThatNoBuildCanUseAreNoneForTheTestEither() throws Exception {
        StoredCredentials.addForJenkins(new StoredCredentials.Account("old-admin", "admin", "secret"));
        PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("lab", Texts.CLOUDS)));

        assertThat(form().doTestConnections(null, "lab").getMessage())
                .contains("have the scope &quot;System&quot;, so no build can use them");
    }

    @Test
    public void onlyAdministratorsMaySendStoredCredentials() {
        try (ACLContext asReader = ACL.as2(new TestingAuthenticationToken("reader", "", "hudson.model.Hudson.Read"))) {
            assertThat(asReader).isNotNull();
            assertThatThrownBy(() -> form().doTestConnections(null, "lab")).isInstanceOf(RuntimeException.class);
        }
    }

    private static NamedConfiguration.DescriptorImpl form() {
        return ExtensionList.lookupSingleton(NamedConfiguration.DescriptorImpl.class);
    }

    private static List<StoredConnections.Finding> tested(String yaml) throws InterruptedException {
        return new StoredConnections(Configuration.parse("lab", yaml), null).test();
    }
}
