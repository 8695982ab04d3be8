package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/**
 * Projects that nobody has thought up: whatever the dice have put into one, each object arrives with all its fields or
 * is named, a second run writes nothing, and a rollback leaves the target as it was. {@code -Drandom.seed=7} tries
 * another.
 */
public class RandomProjectTest {
    private static final List<Verb> STEPS =
            List.of(Verb.TENANTS, Verb.USERS, Verb.USER_ROLES, Verb.QUOTAS, Verb.SECGROUPS, Verb.NETWORKS, Verb.IMAGES);

    private static final Set<End> ARRIVED = EnumSet.of(End.CREATED, End.REUSED, End.UPDATED);

    private static final Pattern JAVA = Pattern.compile("NullPointer|ClassCast|Exception|java\\.|fasterxml|-null");

    /** The collection of each kind, and the fields that a copy has from its original. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "security-groups", List.of("name", "description", "stateful"),
            "address-groups", List.of("name", "addresses"),
            "networks", List.of("name", "description", "admin_state_up", "mtu", "port_security_enabled"),
            "subnets",
                    List.of(
                            "name",
                            "description",
                            "cidr",
                            "gateway_ip",
                            "enable_dhcp",
                            "dns_nameservers",
                            "allocation_pools",
                            "ipv6_ra_mode"),
            "routers", List.of("name", "description", "admin_state_up"));

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void everythingOfTheFirstArrivesOrIsNamed() throws Exception {
        movesWholly(Long.getLong("random.seed", 1));
    }

    @Test
    public void everythingOfTheSecondArrivesOrIsNamed() throws Exception {
        movesWholly(2);
    }

    private void movesWholly(long seed) throws Exception {
        RandomProject.fill(clouds.source, seed);
        // A rollback of a tenant leaves roles, which belong to none.
        clouds.target.inside().make("identity", "/v3/roles", "role", WireJson.object("name", "operator-x"));
        Map<String, List<String>> source = TargetSnapshot.of(clouds.source);
        Map<String, List<String>> target = TargetSnapshot.of(clouds.target);

        List<Outcome> all = new ArrayList<>();
        for (Verb step : STEPS) {
            all.addAll(clouds.move(step).outcomes());
        }
        arrivedOrNamed(all);
        for (Verb step : STEPS) {
            clouds.move(step); // brings what refers to something that a later step has brought
        }
        for (Verb step : STEPS) {
            Report again = clouds.move(step);
            assertThat(again.cost().writes())
                    .as("%s: %s", step, again.outcomes())
                    .isZero();
        }
        noDrift(all);
        assertThat(TargetSnapshot.of(clouds.source)).isEqualTo(source);

        Report rollback = clouds.move(Verb.ROLLBACK_RESOURCES);

        assertThat(rollback.failed()).as(rollback.outcomes().toString()).isFalse();
        assertThat(TargetSnapshot.of(clouds.target))
                .as(rollback.outcomes().toString())
                .isEqualTo(target);
        assertThat(clouds.lines).noneMatch(line -> JAVA.matcher(line).find());
    }

    private void arrivedOrNamed(List<Outcome> outcomes) {
        Map<String, Outcome> bySource = new HashMap<>();
        outcomes.forEach(outcome -> bySource.putIfAbsent(outcome.kind() + outcome.source(), outcome));
        assertThat(outcomes)
                .filteredOn(outcome -> !ARRIVED.contains(outcome.end()))
                .allSatisfy(outcome -> assertThat(outcome.message()).isNotBlank());
        assertThat(outcomes).filteredOn(outcome -> outcome.end() == End.FAILED).isEmpty();
        FIELDS.forEach((collection, fields) -> {
            Map<String, JsonNode> copies = new HashMap<>();
            list(clouds.target, collection).forEach(copy -> copies.put(WireJson.text(copy, "id"), copy));
            String kind = collection.substring(0, collection.length() - 1).replace('-', ' ');
            String demo = clouds.source.project("demo").id();
            list(clouds.source, collection)
                    .filter(original -> demo.equals(WireJson.text(original, "tenant_id")))
                    .forEach(original -> {
                        Outcome outcome = bySource.get(kind + WireJson.text(original, "id"));
                        assertThat(outcome).as(original.toString()).isNotNull();
                        if (outcome.end() == End.CREATED) {
                            JsonNode copy = copies.get(outcome.target());
                            fields.forEach(field -> assertThat(value(copy, field))
                                    .as("%s of %s, %s", field, original, outcome)
                                    .isEqualTo(value(original, field)));
                        }
                    });
        });
    }

    private static Stream<JsonNode> list(EmbeddedCloud cloud, String collection) {
        return cloud.inside().list("network", "/v2.0/" + collection, collection.replace('-', '_')).stream();
    }

    /** The mark may stand behind a description. */
    private static String value(JsonNode object, String field) {
        JsonNode value = object.path(field);
        String text = value.isContainerNode() ? value.toString() : value.asText("");
        return text.replaceFirst("\\s*pumphouse_source=.*", "");
    }

    private void noDrift(List<Outcome> outcomes) throws InterruptedException {
        Set<String> arrived = new HashSet<>();
        outcomes.stream()
                .filter(outcome -> ARRIVED.contains(outcome.end()))
                .forEach(outcome -> arrived.add(outcome.kind() + outcome.source()));
        Drift drift = clouds.drift(TwoClouds.DEMO);
        assertThat(drift.rows())
                .filteredOn(row -> arrived.contains(row.kind() + row.sourceId()))
                .filteredOn(row -> row.state() != Drift.State.EQUAL)
                .isEmpty();
    }
}
