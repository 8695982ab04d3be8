package io.jenkins.plugins.pumphouse.clouds.identity;

import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import java.util.HashSet;
import java.util.Set;

/** Who is in which group, and what belongs to a user. */
final class GroupMembership {
    private final Identity identity;
    private final Directory directory;

    GroupMembership(Identity identity) {
        this.identity = identity;
        this.directory = identity.directory();
    }

    void addTo(Routes routes) {
        String one = "/v3/groups/{group}/users/{user}";
        routes.get(
                        "/v3/groups/{group}/users",
                        call -> Answer.ok(Entities.list(
                                identity,
                                call,
                                "users",
                                "user",
                                directory
                                        .users
                                        .where(user -> of(call).contains(
                                                        user.path("id").asText()))
                                        .toList())))
                .put(one, call -> {
                    Entities.require(directory.users, "user", call.segment("user"));
                    of(call).add(call.segment("user"));
                    return Answer.noContent();
                })
                .on("HEAD", one, this::present)
                .get(one, this::present)
                .delete(one, call -> {
                    present(call);
                    of(call).remove(call.segment("user"));
                    return Answer.noContent();
                })
                .get("/v3/users/{user}/groups", call -> {
                    Entities.require(directory.users, "user", call.segment("user"));
                    return Answer.ok(Entities.list(
                            identity,
                            call,
                            "groups",
                            "group",
                            directory
                                    .groups
                                    .where(group -> directory
                                            .members
                                            .getOrDefault(group.path("id").asText(), Set.of())
                                            .contains(call.segment("user")))
                                    .map(group -> group.deepCopy().putNull("membership_expires_at"))
                                    .toList()));
                })
                .get("/v3/users/{user}/projects", call -> {
                    Entities.require(directory.users, "user", call.segment("user"));
                    return Answer.ok(Entities.list(
                            identity, call, "projects", "project", directory.projectsOf(call.segment("user"))));
                });
    }

    private Answer present(Call call) {
        if (!of(call).contains(call.segment("user"))) {
            throw Refused.notFound(
                    "User '" + call.segment("user") + "' not found in group '" + call.segment("group") + "'");
        }
        return Answer.noContent();
    }

    private Set<String> of(Call call) {
        String group = call.segment("group");
        Entities.require(directory.groups, "group", group);
        return directory.members.computeIfAbsent(group, unused -> new HashSet<>());
    }
}
