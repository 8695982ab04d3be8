package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Projects, users and roles as Keystone allows them and hardly anybody has them. */
public class OddIdentityTest {
    private static final List<String> NAMES = List.of(
            "a/b", "per%20cent", "q?a=b&c#d", "[x, y]", "\uD83D\uDE80".repeat(30), "12345678901234567890123456789012");

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void anyNameIsKept() throws Exception {
        Inside source = clouds.source.inside();
        for (String name : NAMES) {
            String project = make(source, "project", Json.object().put("name", name));
            String user = make(source, "user", Json.object().put("name", name).put("password", "secret"));
            String role = make(source, "role", Json.object().put("name", name));
            source.put("identity", "/v3/projects/" + project + "/users/" + user + "/roles/" + role, null);
        }

        allComeAndAreFoundAgain();

        Inside target = clouds.target.inside();
        for (String list : List.of("projects", "users", "roles")) {
            assertThat(TwoClouds.names(target.list("identity", "/v3/" + list, list)))
                    .containsAll(NAMES);
        }
    }

    @Test
    public void aDescriptionOrAddressThatIsNullOrEmptyIsNoDifference() throws Exception {
        Inside source = clouds.source.inside();
        make(source, "project", Json.object().put("name", "none").putNull("description"));
        make(source, "project", Json.object().put("name", "empty").put("description", ""));
        make(source, "user", Json.object().put("name", "none").putNull("email").putNull("description"));
        make(source, "user", Json.object().put("name", "empty").put("email", ""));
        Inside target = clouds.target.inside();
        make(target, "project", Json.object().put("name", "empty").putNull("description"));

        allComeAndAreFoundAgain();
    }

    private void allComeAndAreFoundAgain() throws Exception {
        List<Verb> verbs = List.of(Verb.ROLES, Verb.TENANTS, Verb.USERS, Verb.USER_ROLES);
        for (Verb verb : verbs) {
            Report first = clouds.move(verb, Selection.ALL);
            assertThat(first.failed()).as("%s: %s", verb, first.outcomes()).isFalse();
        }
        for (Verb verb : verbs) {
            Report second = clouds.move(verb, Selection.ALL);
            assertThat(second.cost().writes())
                    .as("%s: %s", verb, second.outcomes())
                    .isZero();
        }
    }

    private static String make(Inside cloud, String kind, ObjectNode fields) {
        JsonNode made = cloud.make("identity", "/v3/" + kind + "s", kind, fields);
        return made.path("id").asText();
    }
}
