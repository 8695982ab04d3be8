package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** From a step's arguments to machines that can be reached. */
public class ChosenHostsTest {
    private static final String RACK = """
        source:
          - {name: old, auth_url: "https://10.0.0.1:5000/v2.0/", credentials: clouds}
        target:
          - {name: new, auth_url: "https://10.0.1.1:5000/v3", credentials: clouds, fuel_url: "http://10.20.0.2:8000/api", fuel_credentials: clouds}
        switches:
          tor-3: {address: 10.1.0.2, credentials: tor}
        hosts:
          cmp-12: {bmc: {address: 10.1.0.12, credentials: bmc}, macs: ["00:25:90:e7:46:d0"], switch: tor-3, ports: [Gi1/1], vlan: 20}
          cmp-13: {bmc: {address: "fd00::13", driver: redfish, credentials: bmc6}, macs: ["00:25:90:e7:46:d1"], wiring: none}
        """;

    private Run<?, ?> run;

    @Before
    public void startBuild() throws IOException {
        run = new Build();
        StoredCredentials.add(new StoredCredentials.Account("clouds", "admin", "hunter2"));
    }

    @After
    public void forgetCredentials() {
        StoredCredentials.clear();
    }

    private ChosenHosts choose(String host) throws Exception {
        return ChosenHosts.choose(RACK, null, null, null, List.of(host), run, null);
    }

    @Test
    public void credentialsAreTakenWhereTheirDomainCoversTheBmcAndTheSwitch() throws Exception {
        StoredCredentials.addFor("ipmi://10.1.0.12:623", new StoredCredentials.Account("bmc", "ADMIN", "s3cret"));
        StoredCredentials.addFor("snmp://10.1.0.2:161", new StoredCredentials.SecretText("tor", "s3cret"));
        StoredCredentials.addFor("https://[fd00::13]:443", new StoredCredentials.Account("bmc6", "ADMIN", "s3cret"));
        assertThat(choose("cmp-12").hosts().get(0).machine().bmc().username()).isEqualTo("ADMIN");
        assertThat(choose("cmp-13").hosts().get(0).machine().bmc().username()).isEqualTo("ADMIN");
    }

    @Test
    public void credentialsOfAnotherDomainAreNotGivenToABmc() {
        StoredCredentials.addFor("ipmi://10.9.", new StoredCredentials.Account("bmc", "ADMIN", "s3cret"));
        assertThatThrownBy(() -> choose("cmp-12"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("No credentials \"bmc\" for the BMC of host \"cmp-12\" (10.1.0.12)")
                .hasMessageContaining("their domain may not cover that address");
    }

    @Test
    public void credentialsOfAnotherDomainAreNotGivenToASwitch() {
        StoredCredentials.add(new StoredCredentials.Account("bmc", "ADMIN", "s3cret"));
        StoredCredentials.addFor("snmp://10.9.", new StoredCredentials.SecretText("tor", "s3cret"));
        assertThatThrownBy(() -> choose("cmp-12"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("No credentials \"tor\" for switch \"tor-3\"");
    }

    @Test
    public void aBuildIsWarnedOnceOfWhatIsReadableOnTheWay() throws Exception {
        StoredCredentials.add(new StoredCredentials.Account("bmc", "ADMIN", "s3cret"));
        StoredCredentials.add(new StoredCredentials.SecretText("tor", "s3cret"));
        assertThat(choose("cmp-12").warnings())
                .containsExactly(
                        "Fuel of cloud \"new\" is called over plain http (http://10.20.0.2:8000/api): anyone on the"
                                + " network path can read its password and tokens. Use https (usually port 8443) if this"
                                + " Fuel has it.",
                        "switch \"tor-3\" is spoken to by SNMP v2c: anyone on the network path can read its community"
                                + " and can change its ports. Use v3 if the switch has it.");
        assertThat(choose("cmp-12").warnings()).isEmpty();
    }

    private static final class Project extends Job<Project, Build> {
        Project() {
            super(Jenkins.get(), "move");
        }
    }

    private static final class Build extends Run<Project, Build> {
        Build() throws IOException {
            super(new Project());
        }
    }
}
