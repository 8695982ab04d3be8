package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** Every mistake in a file is one line with its place, what is wrong and what would be right. */
public class MistakesTest {

    @Test
    public void anUnknownKeyIsAnsweredWithTheNearestKnownOne() {
        String text = """
            # our clouds
            source:
              -
                name: good_old_openstack
                username: admin
                password: admin
                auth-url: http://10.0.0.1:5000/v2.0/
            """;
        assertThat(Yaml.mistakes(text))
                .contains("pumphouse.yaml line 7, column 5: unknown key \"auth-url\" in source cloud "
                        + "\"good_old_openstack\"; did you mean \"auth_url\"?");
    }

    @Test
    public void aKeyOfAnotherToolIsAnsweredWithOurs() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("project_name: admin", "os_region_name: x", "cacert: y")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 3: unknown key \"project_name\" in source cloud \"old\"; did"
                                + " you mean \"tenant\"?",
                        "pumphouse.yaml line 6, column 3: unknown key \"os_region_name\" in source cloud \"old\"; did"
                                + " you mean \"region\"?",
                        "pumphouse.yaml line 7, column 3: unknown key \"cacert\" in source cloud \"old\"; did you mean"
                                + " \"ca_cert\"?");
    }

    @Test
    public void anUnknownKeyThatResemblesNothingIsAnsweredWithAllKnownOnes() {
        assertThat(Yaml.mistakes("nova: 1"))
                .contains(
                        "pumphouse.yaml line 1, column 1: unknown key \"nova\" in the configuration; known are source,"
                                + " target, mapping, cutover, provider_networks, limits, switches, host_defaults, hosts, inventory");
    }

    @Test
    public void aMissingKeyIsNamed() {
        assertThat(Yaml.mistakes("target:\n- name: new\n  credentials: c"))
                .containsExactly("pumphouse.yaml line 2, column 3: target cloud \"new\" has no \"auth_url\"; add it");
    }

    @Test
    public void aCloudWithoutANameIsCalledByItsPlace() {
        assertThat(Yaml.mistakes("target:\n- auth_url: http://10.0.0.1:5000\n  credentials: c"))
                .containsExactly("pumphouse.yaml line 2, column 3: target cloud no. 1 has no \"name\"; add it");
    }

    @Test
    public void allMistakesAreToldAtOnceInTheOrderOfTheFile() {
        String text = Yaml.workingSourceWith("insecure: perhaps", "timeout: soon") + "targets: []\n";
        assertThat(Yaml.refusal(text).mistakes())
                .extracting(mistake -> mistake.position().line())
                .containsExactly(5, 6, 7);
        assertThat(Yaml.mistakes(text)).hasSize(3);
    }

    @Test
    public void aSecondCloudOfTheSameNameIsRefused() {
        String text = """
            source:
              - {name: a, auth_url: "http://10.0.0.1:5000", credentials: c}
              - {name: a, auth_url: "http://10.0.0.2:5000", credentials: c}
            """;
        assertThat(Yaml.mistakes(text))
                .containsExactly(
                        "pumphouse.yaml line 3, column 5: a second source cloud is called \"a\", the first is in "
                                + "line 2, column 5; give it another name");
    }

    @Test
    public void twoDifferentCloudsOfOneNameAreRefusedAcrossTheListsToo() {
        String text = """
            source:
              - {name: a, auth_url: "http://10.0.0.1:5000", credentials: c}
            target:
              - {name: a, auth_url: "http://10.0.0.2:5000", credentials: c}
            """;
        assertThat(Yaml.mistakes(text))
                .containsExactly(
                        "pumphouse.yaml line 4, column 5: target cloud \"a\" has the name of the source cloud in line"
                                + " 2, column 5, but another \"auth_url\" or \"region\"; give one of them another name");
    }

    @Test
    public void aKeyGivenTwiceIsRefused() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("tenant: a", "tenant: b")))
                .containsExactly(
                        "pumphouse.yaml line 6, column 3: \"tenant\" of source cloud \"old\" is given twice, first in"
                                + " line 5, column 3; keep one");
    }

    @Test
    public void aListWhereTextIsExpectedIsRefused() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("tenant: [a, b]")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 11: \"tenant\" of source cloud \"old\" must be text, not a"
                                + " list");
    }

    @Test
    public void aMapWhereAListIsExpectedIsRefused() {
        assertThat(Yaml.mistakes("source:\n  name: old\n"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 3: \"source\" of the configuration must be a list of clouds,"
                                + " not a map; start each with \"- \"");
    }

    @Test
    public void aListWhereAMapIsExpectedIsRefused() {
        assertThat(Yaml.mistakes("- source\n"))
                .containsExactly(
                        "pumphouse.yaml line 1, column 1: must be a map with the keys \"source\" and \"target\", not a"
                                + " list");
        assertThat(Yaml.mistakes("source:\n- old\n"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 3: an item of \"source\" of the configuration must be a map of"
                                + " keys and values, not text");
    }

    @Test
    public void anEmptyListOfCloudsIsRefused() {
        assertThat(Yaml.mistakes("source: []"))
                .containsExactly(
                        "pumphouse.yaml line 1, column 9: \"source\" of the configuration is an empty list; it must"
                                + " have clouds");
    }

    @Test
    public void aKeyMustBeAWord() {
        assertThat(Yaml.mistakes("[a, b]: c"))
                .contains("pumphouse.yaml line 1, column 1: a key of the configuration must be a word, not a list");
    }

    @Test
    public void theFormOfATimeIsTold() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("timeout: soon")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 12: \"timeout\" of source cloud \"old\" must be a time such as"
                                + " 30s or 5m, or a number of seconds (1 to 3600), not \"soon\"");
    }

    @Test
    public void theAllowedEndpointTypesAreTold() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("endpoint_type: secret")))
                .containsExactly("pumphouse.yaml line 5, column 18: \"endpoint_type\" "
                        + "of source cloud \"old\" must be one of public, internal, admin, not \"secret\"");
    }

    @Test
    public void aFlagIsTrueOrFalse() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("insecure: 1")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 13: \"insecure\" of source cloud \"old\" must be true or false,"
                                + " not \"1\"");
    }

    @Test
    public void aNameThatCannotBePartOfAMarkIsRefused() {
        assertThat(Yaml.mistakes("source:\n- name: a/b\n  auth_url: http://10.0.0.1:5000\n  credentials: c"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 9: \"name\" of source cloud \"a/b\" must be a name of letters,"
                                + " digits, \".\", \"_\" and \"-\" (at most 63), not \"a/b\"");
    }

    @Test
    public void certificateAndInsecureContradict() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("ca_cert: ca.pem", "insecure: true")))
                .containsExactly("pumphouse.yaml line 6, column 3: source "
                        + "cloud \"old\" has \"ca_cert\" and \"insecure: true\", which ignores it; keep \"ca_cert\"");
    }

    @Test
    public void aWrongSecretIsNeverRepeated() {
        String broken = Yaml.sourceWith("username: admin", "password: \"hunter2\\nhunter2\"");
        String asMap = Yaml.sourceWith("username: admin", "password: {hunter2: hunter2}");
        String inUrl = Yaml.cloud("source", "old", "http://admin:hunter2@10.0.0.1:5000/v3", "credentials: c");
        String inBrokenUrl = Yaml.cloud("source", "old", "http://admin:hunter2@[10.0.0.1", "credentials: c");
        String tagged = Yaml.sourceWith("username: admin", "password: !hunter2 x");
        for (String text : new String[] {broken, asMap, inUrl, inBrokenUrl, tagged}) {
            assertThat(Yaml.refusal(text))
                    .hasMessageContaining("source cloud \"old\"")
                    .hasMessageNotContaining("hunter2");
        }
    }
}
