package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A service may show null where others show an empty list, object or text: plugins of Neutron and proxies do. */
public class NullsTest {
    private static final List<Verb> VERBS = List.of(
            Verb.ROLES,
            Verb.TENANTS,
            Verb.USERS,
            Verb.USER_ROLES,
            Verb.FLAVORS,
            Verb.KEYPAIRS,
            Verb.QUOTAS,
            Verb.SECGROUPS,
            Verb.NETWORKS,
            Verb.IMAGES);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void nothingIsMissedWhereTheSourceShowsNullForNothing() throws Exception {
        showNulls(clouds.source);

        allComeAndAreFoundAgain();
    }

    @Test
    public void norWhereTheTargetDoes() throws Exception {
        showNulls(clouds.target);

        allComeAndAreFoundAgain();
    }

    private void allComeAndAreFoundAgain() throws Exception {
        for (Verb verb : VERBS) {
            Report first = clouds.move(verb);
            assertThat(first.failed()).as("%s: %s", verb, first.outcomes()).isFalse();
        }
        for (Verb verb : VERBS) {
            Report second = clouds.move(verb);
            assertThat(second.cost().writes())
                    .as("%s: %s", verb, second.outcomes())
                    .isZero();
        }
    }

    private static void showNulls(EmbeddedCloud cloud) {
        for (String path : List.of(
                "/v3/projects",
                "/v3/users",
                "/v3/users/*",
                "/v3/roles",
                "/v2.0/networks",
                "/v2.0/subnets",
                "/v2.0/routers",
                "/v2.0/ports",
                "/v2.0/security-groups",
                "/v2/images",
                "/v2.1/flavors/detail")) {
            cloud.faults().on("GET", path).answersInstead(NullsTest::withNulls);
        }
    }

    private static Answer withNulls(Answer answer) {
        return answer.edited(json -> {
            for (JsonNode list : json) {
                if (list.isArray()) {
                    list.forEach(NullsTest::empty);
                }
            }
        });
    }

    private static void empty(JsonNode object) {
        if (!(object instanceof ObjectNode fields)) {
            return;
        }
        for (String name : fields.properties().stream().map(Map.Entry::getKey).toList()) {
            JsonNode value = fields.get(name);
            boolean nothing = value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.asText().isEmpty();
            if (nothing && !name.endsWith("_links")) {
                fields.putNull(name);
            }
        }
    }
}
