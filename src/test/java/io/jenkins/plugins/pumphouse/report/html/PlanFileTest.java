package io.jenkins.plugins.pumphouse.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
                .hasMessageContaining("whose target new was at https://a:5000, and is now at https://b:5000");
        at(plan, "https://a:5000");
        at(PLAN, "https://b:5000");
    }

    @Test
    public void anArgumentThatDecidesOtherwiseThanWhenThePlanWasMadeIsNamed() throws Exception {
        under("passwords", "[\"disabled\"]", List.of("disabled"));
        assertThatThrownBy(() -> under("passwords", "[\"disabled\"]", List.of("hash")))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining(
                        "is a plan of other arguments: passwords is disabled in the plan, hash in the step. Nothing was done");
        assertThatThrownBy(() -> under("rootVolumeType", "[]", List.of("ssd")))
                .hasMessageContaining("rootVolumeType is not given in the plan, ssd in the step");
        assertThatThrownBy(() -> under("passwords", "[7]", List.of()))
                .hasMessageContaining("has options: passwords that is no text");
    }

    @Test
    public void aGuardMayBeAddedAndALossNoMoreAcceptedButNotTheOtherWayRound() throws Exception {
        under("failIfLost", "[]", List.of("hostname"));
        under("accept", "[\"tags\"]", List.of());
        under("force", "[\"true\"]", List.of());
        assertThatThrownBy(() -> under("failIfLost", "[\"hostname\"]", List.of()))
                .hasMessageContaining("failIfLost is hostname in the plan, not given in the step");
        assertThatThrownBy(() -> under("accept", "[]", List.of("tags")))
                .hasMessageContaining("accept is not given in the plan, tags in the step");
        assertThatThrownBy(() -> under("force", "[]", List.of("true")))
                .hasMessageContaining("force is not given in the plan, true in the step");
    }

    @Test
    public void aPlanOfAnotherVersionIsTakenAndToldOf() throws Exception {
        String plan = PLAN.replaceFirst("[{]", "{\"version\": \"1.4\", ");
        List<String> told = new ArrayList<>();

        for (String version : Arrays.asList("1.4", null, "1.5")) {
            PlanTerms terms = new PlanTerms(Map.of(), Map.of(), version);
            PlanFile.read("plan.json", plan, "pumpRoles", "old", "new", terms, told::add);
        }

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("plan.json was made by Pumphouse 1.4, and is applied by 1.5");
    }

    private static void under(String argument, String planned, List<String> now) throws AbortException {
        String plan = PLAN.replaceFirst("[{]", "{\"options\": {\"" + argument + "\": " + planned + "}, ");
        PlanTerms terms = new PlanTerms(Map.of(), Map.of(argument, now), null);
        PlanFile.read("plan.json", plan, "pumpRoles", "old", "new", terms, line -> {});
    }

    private static void at(String plan, String address) throws AbortException {
        PlanTerms terms = new PlanTerms(Map.of("target", address), Map.of(), null);
        PlanFile.read("plan.json", plan, "pumpRoles", "old", "new", terms, line -> {});
    }

    private static io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan read(String text) throws AbortException {
        return PlanFile.read("plan.json", text, "pumpRoles", "old", "new");
    }
}
