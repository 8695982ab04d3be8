package io.jenkins.plugins.pumphouse.migration.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Of two mappings the nearer one counts, name by name. */
public class MappingPrecedenceTest {
    private final List<String> told = new ArrayList<>();

    @Test
    public void entriesOfBothCountAndOfTwoForOneNameTheNearer() {
        Mapping both =
                under(Map.of("flavor", Map.of("a", "1", "b", "2")), Map.of("flavor", Map.of("b", "3", "c", "4")));

        assertThat(both.names()).isEqualTo(Map.of("flavor", Map.of("a", "1", "b", "3", "c", "4")));
        assertThat(told).containsExactly("flavors: b is 3 and not 2");
    }

    @Test
    public void kindsOfEitherStay() {
        assertThat(under(Map.of("image", Map.of("a", "1")), Map.of("security group", Map.of("b", "2")))
                        .names())
                .isEqualTo(Map.of("image", Map.of("a", "1"), "security group", Map.of("b", "2")));
        assertThat(told).isEmpty();
    }

    @Test
    public void whatSaysTheSameIsNotTold() {
        under(Map.of("image", Map.of("a", "1")), Map.of("image", Map.of("a", "1")));

        assertThat(told).isEmpty();
    }

    @Test
    public void aNameThatTheServiceFindsInAnyCaseIsTheSameName() {
        assertThat(under(Map.of("user", Map.of("alice", "1")), Map.of("user", Map.of("ALICE", "2")))
                        .names()
                        .get("user"))
                .isEqualTo(Map.of("ALICE", "2"));
        assertThat(under(Map.of("image", Map.of("alice", "1")), Map.of("image", Map.of("ALICE", "2")))
                        .names()
                        .get("image"))
                .isEqualTo(Map.of("alice", "1", "ALICE", "2"));
    }

    @Test
    public void ofTwoNamesThatDifferInNothingButCaseTheOneToTheLetterIsMeant() {
        Mapping both = under(Map.of("flavor", Map.of("m1", "1", "M1", "2")), Map.of("flavor", Map.of("M1", "3")));

        assertThat(both.names().get("flavor")).isEqualTo(Map.of("m1", "1", "M1", "3"));
        assertThat(told).containsExactly("flavors: M1 is 3 and not 2");
    }

    private Mapping under(Map<String, Map<String, String>> own, Map<String, Map<String, String>> nearer) {
        return new Mapping(own).under(new Mapping(nearer), each -> told.add(each.toString()));
    }
}
