package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The project of a user whom the configuration gives none. */
final class OwnProject {
    private final CloudAccess access;
    private final CloudHttp http;
    private final String root;

    OwnProject(CloudAccess access, CloudHttp http, String root) {
        this.access = access;
        this.http = http;
        this.root = root;
    }

    /**
     * The only one in which the user has a role.
     *
     * @param path where Keystone lists the caller's projects
     * @param token one without a project
     * @throws CloudException.WrongCredentials naming them, if there is not exactly one
     */
    String only(String path, String token) {
        List<JsonNode> projects = list(path, token);
        if (projects.size() != 1) {
            throw undecided(projects.stream()
                    .map(project -> project.path("name").asText())
                    .sorted()
                    .collect(Collectors.joining(", ")));
        }
        return projects.get(0).path("id").asText();
    }

    /**
     * One of those in which the user has a role, for what is the same in all of them.
     *
     * @throws CloudException.WrongCredentials if there is none
     */
    String any(String path, String token) {
        return list(path, token).stream()
                .findFirst()
                .map(project -> project.path("id").asText())
                .orElseThrow(() -> wrong(
                        "refused user \"" + access.username() + "\": the user has a role in no project, and gets no"
                                + " token that a service takes. Give the user a role in one."));
    }

    private List<JsonNode> list(String path, String token) {
        JsonNode body = http.send(Request.get(Service.IDENTITY, path), ServiceRoot.of(root, token), reply -> {
            if (reply.status() >= 300) {
                throw reply.refusal().asException(access, null);
            }
            return reply.object().json();
        });
        return StreamSupport.stream(
                        body.path(path.substring(path.lastIndexOf('/') + 1)).spliterator(), false)
                .filter(project -> project.path("enabled").asBoolean(true))
                .toList();
    }

    private CloudException undecided(String names) {
        String who = access.token() != null ? "its token" : "user \"" + access.username() + "\"";
        String none = "has no tenant in pumphouse.yaml, and " + who + " has a role in ";
        return names.isEmpty()
                ? wrong(none + "none. Give it the role admin in one, and name that, for example tenant: admin.")
                : wrong(none + "several: " + names + ". Name the one to work in, for example tenant: admin.");
    }

    private CloudException wrong(String what) {
        return new CloudException.WrongCredentials(
                access.name() + " " + what,
                new CloudException.Details(access.name(), Service.IDENTITY, "GET", null, 0, "", null));
    }
}
