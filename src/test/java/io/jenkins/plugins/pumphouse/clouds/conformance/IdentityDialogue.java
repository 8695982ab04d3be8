package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Client;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Map;

/** What a migration says to Keystone. */
final class IdentityDialogue {
    private IdentityDialogue() {}

    static void tokens(Conversation c) {
        c.get("identity", "/").get("identity", "/v3").form().get("identity", "/v3/nope");
        c.form().post("identity", "/v3/auth/tokens", Client.passwordAuth("admin", "admin", "admin"));
        c.post("identity", "/v3/auth/tokens", Client.passwordAuth("admin", "wrong", "admin"));
        c.post("identity", "/v3/auth/tokens", Client.passwordAuth("admin", "admin", "no-such-project"));
        c.post("identity", "/v3/auth/tokens", Client.passwordAuth("nobody", "admin", "admin"));
        c.post("identity", "/v3/auth/tokens", WireJson.object())
                .post("identity", "/v3/auth/tokens", WireJson.object("auth", WireJson.object()));
        c.form()
                .post(
                        "identity",
                        "/v3/auth/tokens",
                        rescoped(WireJson.object("project", WireJson.object("id", "{project}"))));
        c.post(
                "identity",
                "/v3/auth/tokens",
                rescoped(WireJson.object(
                        "project", WireJson.object("name", "service", "domain", WireJson.object("id", "default")))));
        c.post("identity", "/v3/auth/tokens", rescoped(WireJson.object("domain", WireJson.object("id", "default"))));
        c.post(
                "identity",
                "/v3/auth/tokens",
                WireJson.object(
                        "auth",
                        WireJson.object(
                                "identity",
                                WireJson.object(
                                        "methods", WireJson.array("token"), "token", WireJson.object("id", "bad")))));
        c.form().send("GET", "identity", "/v3/auth/tokens", null, Map.of("X-Subject-Token", "{token}"));
        c.send("GET", "identity", "/v3/auth/tokens", null, Map.of("X-Subject-Token", "bad"));
        c.get("identity", "/v3/auth/tokens")
                .form()
                .get("identity", "/v3/auth/catalog")
                .form()
                .get("identity", "/v3/auth/projects");
        c.send("GET", "identity", "/v3/projects", null, Map.of("X-Auth-Token", "bad"));
    }

    private static JsonNode rescoped(JsonNode scope) {
        return WireJson.object(
                "auth",
                WireJson.object(
                        "identity",
                        WireJson.object("methods", WireJson.array("token"), "token", WireJson.object("id", "{token}")),
                        "scope",
                        scope));
    }

    static void projects(Conversation c) {
        c.get("identity", "/v3/projects?name=admin&unknown=filter").get("identity", "/v3/domains");
        c.post(
                        "identity",
                        "/v3/projects",
                        WireJson.object(
                                "project",
                                WireJson.object(
                                        "name",
                                        "{run}-p",
                                        "email",
                                        "x",
                                        "nested",
                                        WireJson.object("a", WireJson.array(1)))))
                .keep("p", "/project/id")
                .cleanUp("identity", "/v3/projects/{p}");
        c.post("identity", "/v3/projects", WireJson.object("project", WireJson.object("name", "{run}-p")));
        c.post("identity", "/v3/projects", WireJson.object("project", WireJson.object()));
        c.post("identity", "/v3/projects", WireJson.object("project", WireJson.object("name", "")));
        c.post("identity", "/v3/projects", WireJson.object("project", WireJson.object("name", "x".repeat(65))));
        c.post(
                "identity",
                "/v3/projects",
                WireJson.object("project", WireJson.object("name", "{run}-q", "domain_id", "nope")));
        c.post(
                "identity",
                "/v3/projects",
                WireJson.object("project", WireJson.object("name", "{run}-q", "parent_id", "nope")));
        c.post(
                "identity",
                "/v3/projects",
                WireJson.object("project", WireJson.object("name", "{run}-q", "enabled", "yes")));
        c.post("identity", "/v3/projects", WireJson.object());
        c.get("identity", "/v3/projects/{p}")
                .get("identity", "/v3/projects?name={run}-p")
                .get("identity", "/v3/projects/nope");
        c.send(
                "PATCH",
                "identity",
                "/v3/projects/{p}",
                WireJson.object(
                        "project", WireJson.object("description", "d", "pumphouse_source", "a/b", "email", null)),
                Map.of());
        c.get("identity", "/v3/projects/{p}");
        c.send(
                "PATCH",
                "identity",
                "/v3/projects/{p}",
                WireJson.object("project", WireJson.object("domain_id", "x")),
                Map.of());
        c.post(
                        "identity",
                        "/v3/projects",
                        WireJson.object("project", WireJson.object("name", "{run}-child", "parent_id", "{p}")))
                .keep("child", "/project/id")
                .cleanUp("identity", "/v3/projects/{child}");
        tags(c);
    }

    private static void tags(Conversation c) {
        String tags = "/v3/projects/{p}/tags";
        c.put("identity", tags, WireJson.object("tags", WireJson.array("a", "pumphouse:x")))
                .put("identity", tags, WireJson.object("tags", WireJson.array("a/b")))
                .put("identity", tags, WireJson.object("tags", WireJson.array("a", "a")))
                .put("identity", tags, WireJson.object("tags", WireJson.array("x".repeat(256))))
                .get("identity", tags)
                .put("identity", tags + "/new", null)
                .put("identity", tags + "/new", null)
                .get("identity", tags + "/new")
                .get("identity", tags + "/none")
                .delete("identity", tags + "/none")
                .delete("identity", tags + "/new")
                .get("identity", "/v3/projects?tags=a,pumphouse:x&name={run}-p")
                .get("identity", "/v3/projects?tags=a,none");
    }

    static void domains(Conversation c) {
        String one = "/v3/domains/{d}";
        c.post(
                        "identity",
                        "/v3/domains",
                        WireJson.object(
                                "domain",
                                WireJson.object("name", "{run}-d", "pumphouse_source", "a/b", "description", "desc")
                                        .set("tags", WireJson.array("gold"))))
                .keep("d", "/domain/id");
        c.post("identity", "/v3/domains", WireJson.object("domain", WireJson.object("name", "{run}-d")))
                .post("identity", "/v3/domains", WireJson.object("domain", WireJson.object("name", "{run}-D")))
                .post("identity", "/v3/domains", WireJson.object("domain", WireJson.object()))
                .get("identity", "/v3/domains?name={run}-d")
                .get("identity", one)
                .get("identity", one + "/config")
                .delete("identity", one);
        c.send(
                "PATCH",
                "identity",
                one,
                WireJson.object("domain", WireJson.object("enabled", false, "description", "d")),
                Map.of());
        c.post(
                "identity",
                "/v3/projects",
                WireJson.object("project", WireJson.object("name", "{run}-dp", "domain_id", "{d}")));
        c.post(
                        "identity",
                        "/v3/users",
                        WireJson.object("user", WireJson.object("name", "{run}-du", "domain_id", "{d}")))
                .keep("du", "/user/id");
        c.delete("identity", one).get("identity", one).get("identity", "/v3/users/{du}");
    }

    static void users(Conversation c) {
        c.form().get("identity", "/v3/users?name=admin");
        c.post(
                        "identity",
                        "/v3/users",
                        WireJson.object(
                                "user",
                                WireJson.object(
                                        "name",
                                        "{run}-u",
                                        "password",
                                        "first",
                                        "email",
                                        "a@example.org",
                                        "default_project_id",
                                        "{project}",
                                        "pumphouse_source",
                                        "c/d",
                                        "description",
                                        "desc")))
                .keep("u", "/user/id")
                .cleanUp("identity", "/v3/users/{u}");
        c.post("identity", "/v3/users", WireJson.object("user", WireJson.object("name", "{run}-u")))
                .post("identity", "/v3/users", WireJson.object("user", WireJson.object()));
        c.get("identity", "/v3/users/{u}")
                .get("identity", "/v3/users?name={run}-u")
                .get("identity", "/v3/users/nope");
        c.send(
                "PATCH",
                "identity",
                "/v3/users/{u}",
                WireJson.object("user", WireJson.object("email", "z@example.org", "enabled", false)),
                Map.of());
        c.post("identity", "/v3/auth/tokens", Client.passwordAuth("{run}-u", "first", "admin"));
        c.send(
                "PATCH",
                "identity",
                "/v3/users/{u}",
                WireJson.object("user", WireJson.object("name", "admin")),
                Map.of());
        c.send(
                "PATCH",
                "identity",
                "/v3/users/{u}",
                WireJson.object("user", WireJson.object("domain_id", "x")),
                Map.of());
        c.post("identity", "/v3/users", WireJson.object("user", WireJson.object("name", "{run}-bare")))
                .keep("bare", "/user/id")
                .cleanUp("identity", "/v3/users/{bare}");
        c.delete("identity", "/v3/users/{bare}").delete("identity", "/v3/users/{bare}");
    }

    static void assignments(Conversation c) {
        c.post(
                        "identity",
                        "/v3/roles",
                        WireJson.object("role", WireJson.object("name", "{run}-r", "extra_field", "bar")))
                .keep("r", "/role/id")
                .cleanUp("identity", "/v3/roles/{r}");
        c.post("identity", "/v3/roles", WireJson.object("role", WireJson.object("name", "{run}-r")))
                .get("identity", "/v3/roles?name={run}-r")
                .get("identity", "/v3/roles/nope");
        c.send(
                "PATCH",
                "identity",
                "/v3/roles/{r}",
                WireJson.object("role", WireJson.object("description", "x")),
                Map.of());
        c.post("identity", "/v3/projects", WireJson.object("project", WireJson.object("name", "{run}-pa")))
                .keep("pa", "/project/id")
                .cleanUp("identity", "/v3/projects/{pa}");
        c.post("identity", "/v3/users", WireJson.object("user", WireJson.object("name", "{run}-ua", "password", "x")))
                .keep("ua", "/user/id")
                .cleanUp("identity", "/v3/users/{ua}");
        String roles = "/v3/projects/{pa}/users/{ua}/roles";
        c.put("identity", roles + "/{r}", null)
                .put("identity", roles + "/{r}", null)
                .put("identity", roles + "/nope", null);
        c.send("HEAD", "identity", roles + "/{r}", null, Map.of())
                .get("identity", roles + "/{r}")
                .get("identity", roles);
        c.get("identity", "/v3/role_assignments?scope.project.id={pa}")
                .get("identity", "/v3/role_assignments?scope.project.id={pa}&include_names=True")
                .get("identity", "/v3/role_assignments?user.id={ua}&effective")
                .get("identity", "/v3/users/{ua}/projects");
        c.put("identity", "/v3/OS-INHERIT/projects/{pa}/users/{ua}/roles/{r}/inherited_to_projects", null)
                .put("identity", "/v3/domains/default/users/{ua}/roles/{r}", null)
                .get("identity", "/v3/role_assignments?user.id={ua}")
                .get("identity", "/v3/domains/default/users/{ua}/roles")
                .get("identity", "/v3/role_assignments?scope.system=all&user.id={ua}");
        c.post("identity", "/v3/groups", WireJson.object("group", WireJson.object("name", "{run}-g")))
                .keep("g", "/group/id")
                .cleanUp("identity", "/v3/groups/{g}");
        c.put("identity", "/v3/groups/{g}/users/{ua}", null)
                .get("identity", "/v3/groups/{g}/users")
                .get("identity", "/v3/users/{ua}/groups")
                .put("identity", "/v3/projects/{pa}/groups/{g}/roles/{r}", null)
                .get("identity", "/v3/role_assignments?group.id={g}")
                .delete("identity", "/v3/groups/{g}/users/{ua}")
                .delete("identity", "/v3/groups/{g}/users/{ua}");
        c.delete("identity", roles + "/{r}")
                .delete("identity", roles + "/{r}")
                .get("identity", roles + "/{r}")
                .get("identity", roles);
        c.delete("identity", "/v3/domains/default");
    }
}
