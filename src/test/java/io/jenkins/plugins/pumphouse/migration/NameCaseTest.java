package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Keystone takes names that differ only in case for one name, and so do we. */
public class NameCaseTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aRoleInAnotherCaseIsTheSameRole() throws Exception {
        String member = clouds.source.inside().id("identity", "/v3/roles", "roles", "member");
        clouds.source.inside().patch("identity", "/v3/roles/" + member, json("{'role': {'name': 'Member'}}"));

        assertThat(outcome(clouds.move(Verb.ROLES), "role", "Member").end()).isEqualTo(End.REUSED);
        assertThat(clouds.move(Verb.USER_ROLES).failed()).isFalse();
        assertThat(names(clouds.target.inside().list("identity", "/v3/roles", "roles")))
                .contains("member")
                .doesNotContain("Member");
    }

    @Test
    public void aProjectInAnotherCaseIsTheCounterpart() throws Exception {
        clouds.target.project("DEMO").description("Web shop for demonstrations");

        assertThat(outcome(clouds.move(Verb.TENANTS), "project", "demo").end()).isEqualTo(End.REUSED);
        assertThat(outcome(clouds.move(Verb.NETWORKS), "network", "demo-net").end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void aUserInAnotherCaseIsTheCounterpart() throws Exception {
        clouds.target.project("admin").user("Alice");
        String alice = clouds.target.inside().id("identity", "/v3/users", "users", "Alice");
        clouds.target
                .inside()
                .patch("identity", "/v3/users/" + alice, json("{'user': {'email': 'alice@example.org'}}"));

        assertThat(outcome(clouds.move(Verb.USERS), "user", "alice").end()).isEqualTo(End.REUSED);
        assertThat(clouds.move(Verb.KEYPAIRS).failed()).isFalse();
    }

    @Test
    public void aTenantOrServerIsFoundWhoseAccentsAreCharactersOfTheirOwn() throws Exception {
        clouds.source
                .project("cafe\u0301")
                .network("net", "10.9.0.0/24")
                .server("bru\u0302le\u0301e")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("net", "10.9.0.9", "fa:16:3e:aa:09:09")
                .boot();

        Report plan = clouds.plan(Verb.INSTANCES, new Selection("caf\u00e9", null, List.of("br\u00fbl\u00e9e"), null));

        assertThat(outcome(plan, "server", "bru\u0302le\u0301e").end()).isEqualTo(End.CREATED);
    }

    @Test
    public void aNameThatOnlyChangedItsCaseIsBroughtAfterForWhatWeCreated() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.source
                .inside()
                .patch(
                        "identity",
                        "/v3/projects/" + clouds.source.project("demo").id(),
                        json("{'project': {'name': 'Demo'}}"));

        assertThat(outcome(clouds.move(Verb.TENANTS), "project", "Demo").end()).isEqualTo(End.UPDATED);
    }
}
