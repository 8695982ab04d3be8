package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.RecordedFields;
import org.junit.Test;

/** Every field that Neutron shows of a rule is accounted for. */
public class RuleFieldsTest {
    private final ObjectNode rule = RecordedFields.of("security group rule").put("direction", "ingress");

    @Test
    public void everyFieldOfARealCloudIsNamed() {
        assertThat(rule.fieldNames()).toIterable().allMatch(Rule.ACCOUNT::names);
    }

    @Test
    public void tagsOfARuleAreToldAndNarrowNothing() {
        rule.putArray("tags").add("billing");

        assertThat(Rule.unsupported(rule)).isEmpty();
        assertThat(Rule.ACCOUNT.leftBehind(rule, extension -> true))
                .containsExactly("tags [\"billing\"] (tags of rules are not migrated)");
    }

    @Test
    public void aFieldThatNobodyKnowsRefusesTheRule() {
        rule.put("remote_country", "de");

        assertThat(Rule.unsupported(rule))
                .hasValueSatisfying(why ->
                        assertThat(why).contains("remote_country de", "a field that this version does not know"));
    }
}
