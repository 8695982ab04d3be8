package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.Test;

/** The operator's word on which object of the target stands for one of the source. */
public class MappingTest {

    @Test
    public void namesAndIdsOfTheSourceAreMappedToNamesAndIdsOfTheTarget() {
        assertThat(mapping("flavors: {m1.small: c1, 42: 0017}"))
                .isEqualTo(Map.of("flavor", Map.of("m1.small", "c1", "42", "0017")));
    }

    @Test
    public void everyKindIsGivenInTheWordOfTheMigration() {
        assertThat(mapping("""
                domains: {a: b}
                  projects: {a: b}
                  users: {a: b}
                  roles: {a: b}
                  flavors: {a: b}
                  networks: {a: b}
                  subnets: {a: b}
                  routers: {a: b}
                  images: {a: b}
                  keypairs: {a: b}
                  security_groups: {a: b}"""))
                .containsOnlyKeys(
                        "domain",
                        "project",
                        "user",
                        "role",
                        "flavor",
                        "network",
                        "subnet",
                        "router",
                        "image",
                        "keypair",
                        "security group")
                .allSatisfy((kind, names) -> assertThat(names).containsOnly(entry("a", "b")));
    }

    @Test
    public void theWordsOfTheOriginalMeanTheSame() {
        assertThat(mapping("tenants: {a: b}")).isEqualTo(Map.of("project", Map.of("a", "b")));
        assertThat(mapping("secgroups: {a: b}")).isEqualTo(Map.of("security group", Map.of("a", "b")));
    }

    @Test
    public void theTwoWordsOfAKindAreReadTogether() {
        assertThat(mapping("projects: {a: b}\n  tenants: {c: d}"))
                .isEqualTo(Map.of("project", Map.of("a", "b", "c", "d")));
        assertThat(Yaml.mistakes(withMapping("projects: {a: b}\n  tenants: {a: d}")))
                .containsExactly("pumphouse.yaml line 7, column 3: \"a\" is "
                        + "mapped under \"tenants\" and under \"projects\", which means the same; keep one");
    }

    @Test
    public void withoutEntriesNothingIsMapped() {
        assertThat(Configuration.parse("f", Yaml.workingSourceWith()).mapping()).isEmpty();
        assertThat(mapping("flavors:")).isEmpty();
        assertThat(mapping("flavors: {}")).isEmpty();
    }

    @Test
    public void anUnknownKindIsAnsweredWithTheNearest() {
        assertThat(Yaml.mistakes(withMapping("flavours: {a: b}")))
                .containsExactly(
                        "pumphouse.yaml line 6, column 3: unknown key \"flavours\" in \"mapping\"; did you mean"
                                + " \"flavors\"?");
    }

    @Test
    public void anEntryNeedsATarget() {
        for (String nothing : new String[] {"", "~", "null", "''"}) {
            assertThat(Yaml.mistakes(withMapping("flavors: {m1.small: " + nothing + "}")))
                    .singleElement()
                    .asString()
                    .contains("\"m1.small\" of \"flavors\" of \"mapping\" is empty; it must be a name or id on the"
                            + " target");
        }
    }

    @Test
    public void anEntryGivenTwiceIsRefused() {
        assertThat(Yaml.mistakes(withMapping("flavors: {a: b, a: c}")))
                .containsExactly(
                        "pumphouse.yaml line 6, column 19: \"a\" of \"flavors\" of \"mapping\" is given twice; keep"
                                + " one");
    }

    @Test
    public void aListWhereAMapIsExpectedIsRefused() {
        assertThat(Yaml.mistakes(withMapping("flavors: [a, b]")))
                .containsExactly("pumphouse.yaml line 6, column 12: \"flavors\" of \"mapping\" must "
                        + "be a map of names of the source to names on the target, not a list");
        assertThat(Yaml.mistakes(Yaml.workingSourceWith() + "mapping: [a]"))
                .containsExactly(
                        "pumphouse.yaml line 5, column 10: \"mapping\" of the configuration must be a map such as"
                                + " flavors: {m1.small: c1}, not a list");
    }

    private static Map<String, Map<String, String>> mapping(String lines) {
        return Configuration.parse("pumphouse.yaml", withMapping(lines)).mapping();
    }

    /** The lines start in line 6, column 3. */
    private static String withMapping(String lines) {
        return Yaml.workingSourceWith() + "mapping:\n  " + lines + "\n";
    }
}
