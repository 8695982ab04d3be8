package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.FailurePolicy;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What begins, and what does not, once something has failed. */
public class FailurePolicyTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void oneAtATime() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.limits(1, 1);
        clouds.target.faults().on("POST", "/v2.0/security-groups").status(400);
        clouds.source.project("demo").group("more", "", rules -> {}).group("most", "", rules -> {});
    }

    @Test
    public void usuallyAllOthersAreTried() throws Exception {
        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(failedByThemselves(report)).hasSize(4);
        assertThat(ended(report, End.SKIPPED)).isEmpty();
    }

    @Test
    public void afterTheFirstFailureNothingFurtherBeginsWhereTheOperatorWantsItSo() throws Exception {
        clouds.failures(FailurePolicy.STOP);

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(failedByThemselves(report)).hasSize(1);
        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.end() == End.SKIPPED)
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.message()).contains("not begun, as 1 object has failed"));
        assertThat(report.failed()).isTrue();
    }

    @Test
    public void afterSoManyFailuresNothingFurtherBegins() throws Exception {
        clouds.failures(new FailurePolicy(2));

        assertThat(failedByThemselves(clouds.move(Verb.SECGROUPS))).hasSize(2);
    }

    @Test
    public void whatWasNotBegunComesWithTheNextRun() throws Exception {
        clouds.failures(FailurePolicy.STOP);
        clouds.move(Verb.SECGROUPS);
        clouds.target.faults().clear();

        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(report.failed()).isFalse();
        assertThat(ended(report, End.CREATED)).contains("security group web", "security group more");
    }

    private static List<String> failedByThemselves(Report report) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.end() == End.FAILED)
                .filter(outcome -> !outcome.message().startsWith("needs "))
                .map(Outcome::name)
                .toList();
    }
}
