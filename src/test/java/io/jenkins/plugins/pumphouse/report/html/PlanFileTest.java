package io.jenkins.plugins.pumphouse.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.Map;
import org.junit.Test;

/** A plan that comes from a workspace is input like any other. */
public class PlanFileTest {
    private static final String PLAN = """
        {"format": "pumphouse-plan-1", "step": "pumpRoles", "source": "old", "target": "new", "note": "seen by Ann",
         "objects": [{"type": "role", "name": "auditor", "source": "r1", "target": null, "decision": "create",
                      "fingerprint": "ab"}]}""";

    @Test
    public void whatItSaysOfAnObjectIsTakenAndNotesOfPeopleArePassedOver() throws Exception {
        assertThat(read(PLAN).objects().values()).singleElement().satisfies(planned -> {
            assertThat(planned.label()).isEqualTo("role auditor");
            assertThat(planned.decision()).isEqualTo(End.CREATED);
            assertThat(planned.target()).isNull();
        });
    }

    @Test
    public void whatIsNoPlanOrOneOfSomethingElseIsRefusedWithTheReason() {
        Map.of(
                        PLAN.substring(0, PLAN.length() / 2),
                        "is no JSON",
                        "{}",
                        "is no plan of this version",
                        PLAN.replace("pumpRoles", "pumpUsers"),
                        "whose step is pumpUsers, not pumpRoles",
                        PLAN.replace("\"old\"", "\"older\""),
                        "whose source is older, not old",
                        PLAN.replace("\"create\"", "\"destroy\""),
                        "the decision \"destroy\"",
                        PLAN.replace("\"r1\"", "17"),
                        "has source that is no text",
                        PLAN.replace("auditor", "a".repeat(20_000)),
                        "has name that is no text, or too long a one",
                        PLAN.replace(
                                "[{",
                                "[{\"type\": \"role\", \"name\": \"x\", \"source\": \"r1\", \"decision\":"
                                        + " \"reuse\"}, {"),
                        "has role r1 twice",
                        PLAN.replace("[{", "[7, {"),
                        "has type that is no text")
                .forEach((text, why) -> assertThatThrownBy(() -> read(text))
                        .isInstanceOf(AbortException.class)
                        .hasMessageContaining("plan.json " + (why.startsWith("whose") ? "is a plan " : ""))
                        .hasMessageContaining(why)
                        .hasMessageContaining("Nothing was done"));
    }

    @Test
    public void aCloudOfThatNameAtAnotherAddressIsRefusedAndAPlanWithoutAddressesTaken() throws Exception {
        String plan = PLAN.replaceFirst("[{]", "{\"addresses\": {\"target\": \"https://a:5000\"}, ");

        assertThatThrownBy(() -> at(plan, "https://b:5000"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("whose target new was at https://a:5000, and is at https://b:5000 by now");
        at(plan, "https://a:5000");
        at(PLAN, "https://b:5000");
    }

    private static void at(String plan, String address) throws AbortException {
        PlanFile.read("plan.json", plan, "pumpRoles", "old", "new", Map.of("target", address));
    }

    private static io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan read(String text) throws AbortException {
        return PlanFile.read("plan.json", text, "pumpRoles", "old", "new");
    }
}
