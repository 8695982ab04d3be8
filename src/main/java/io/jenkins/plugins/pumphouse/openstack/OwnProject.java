package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.openstack4j.core.transport.HttpRequest;

/** The project of a user whom the configuration gives none: the only one in which it has a role. */
final class OwnProject {
    private final CloudAccess access;
    private final RetryingClient courier;
    private final String root;

    OwnProject(CloudAccess access, RetryingClient courier, String root) {
        this.access = access;
        this.courier = courier;
        this.root = root;
    }

    /**
     * @param path where Keystone lists the caller's projects
     * @param token one without a project
     * @throws CloudException.WrongCredentials naming them, if there is not exactly one
     */
    String of(String path, String token) {
        CallInfo target = new CallInfo(Service.IDENTITY, "GET", path, true);
        JsonNode body = courier.deliver(target, () -> request(path, token), (reply, again) -> {
            if (reply.getStatus() >= 300) {
                throw Refusal.read(target, reply, access, token).asException(access, null);
            }
            return JsonBody.object(access, target, reply).json();
        });
        List<JsonNode> projects = StreamSupport.stream(
                        body.path(path.substring(path.lastIndexOf('/') + 1)).spliterator(), false)
                .filter(project -> project.path("enabled").asBoolean(true))
                .toList();
        if (projects.size() != 1) {
            throw undecided(projects.stream()
                    .map(project -> project.path("name").asText())
                    .sorted()
                    .collect(Collectors.joining(", ")));
        }
        return projects.get(0).path("id").asText();
    }

    private HttpRequest<?> request(String path, String token) {
        return HttpRequest.builder()
                .endpoint(root)
                .path(path)
                .config(courier.line().config())
                .header("X-Auth-Token", token)
                .build();
    }

    private CloudException undecided(String names) {
        String who = access.token() != null ? "its token" : "user \"" + access.username() + "\"";
        return new CloudException.WrongCredentials(
                access.name() + " has no tenant in pumphouse.yaml, and " + who + " has "
                        + (names.isEmpty()
                                ? "a role in none. Give it the role admin in one, and name that"
                                : "a role in several: " + names + ". Name the one to work in")
                        + ", for example tenant: admin.",
                new CloudException.Details(access.name(), Service.IDENTITY, "GET", null, 0, "", null));
    }
}
