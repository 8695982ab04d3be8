package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.NovaNetworkFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What came from a cloud of 2014 goes again, and the target is as it was, read by its APIs alone. */
@RunWith(Parameterized.class)
public class IcehouseRollbackTest {
    private static final List<Verb> MOVES = List.of(
            Verb.ROLES,
            Verb.TENANTS,
            Verb.USERS,
            Verb.USER_ROLES,
            Verb.FLAVORS,
            Verb.QUOTAS,
            Verb.SECGROUPS,
            Verb.NETWORKS,
            Verb.IMAGES,
            Verb.INSTANCES);

    @Parameters(name = "{0}")
    public static List<String> sources() {
        return List.of("Neutron", "nova-network");
    }

    @Rule
    public final TwoClouds clouds;

    public IcehouseRollbackTest(String network) {
        clouds = network.equals("Neutron")
                ? TwoClouds.fromIcehouse()
                : TwoClouds.fromNovaNetwork(NovaNetworkFixture::flat)
                        .mapping("network", NovaNetworkFixture.POOL, "public");
    }

    @Test
    public void theTargetIsUntouchedAfterwards() throws Exception {
        Map<String, List<String>> before = target();
        List<CreatedObject> created = new ArrayList<>();
        for (Verb verb : MOVES) {
            Report report = clouds.move(verb);
            assertThat(report.failed()).as("%s: %s", verb, report.outcomes()).isFalse();
            report.outcomes().stream()
                    .filter(one -> one.end() == End.CREATED)
                    .map(one ->
                            new CreatedObject(one.kind(), one.name(), one.source(), one.target(), Map.of(), Map.of()))
                    .forEach(created::add);
        }
        assertThat(target()).isNotEqualTo(before);

        assertThat(clouds.move(Verb.ROLLBACK).failed()).isFalse();
        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(target()).isEqualTo(before);
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created))
                        .cost()
                        .writes())
                .isZero();
    }

    private Map<String, List<String>> target() {
        return TargetSnapshot.of(clouds.target);
    }
}
