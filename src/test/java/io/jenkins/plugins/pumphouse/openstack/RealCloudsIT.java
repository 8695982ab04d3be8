package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.mainjob.Testbed;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * The fence's promises on the two clouds of {@code testbed/}. Creates objects with a prefix of its own and removes them
 * again.
 */
public class RealCloudsIT {

    private static final String PREFIX = "fence-" + UUID.randomUUID().toString().substring(0, 8) + "-";

    private static Cloud source;
    private static Cloud target;

    @BeforeClass
    public static void open() {
        source = Testbed.open("source");
        target = Testbed.open("target");
    }

    @AfterClass
    public static void close() {
        source.close();
        target.close();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Test
    public void everyServiceIsFoundAndAnswers() {
        for (Cloud cloud : List.of(source, target)) {
            assertThat(cloud.caller().roleNames()).contains("admin");
            assertThat(cloud.list(Service.IDENTITY, "/projects", "projects")).isNotEmpty();
            assertThat(cloud.list(Service.COMPUTE, "/flavors/detail", "flavors"))
                    .isNotNull();
            assertThat(cloud.list(Service.NETWORK, "/networks", "networks")).isNotNull();
            assertThat(cloud.list(Service.IMAGE, "/images", "images")).isNotNull();
            assertThat(cloud.list(Service.VOLUME, "/volumes/detail", "volumes")).isNotNull();
            assertThat(cloud.list(Service.PLACEMENT, "/resource_providers", "resource_providers"))
                    .isNotNull();
            assertThat(cloud.networkExtensions()).contains("security-group", "router");
        }
    }

    @Test
    public void theTwoCloudsAreNotMixedUp() {
        Set<String> here = ids(source.list(Service.IDENTITY, "/projects", "projects"));
        Set<String> there = ids(target.list(Service.IDENTITY, "/projects", "projects"));
        assertThat(here)
                .contains(source.caller().projectId())
                .doesNotContain(target.caller().projectId());
        assertThat(there)
                .contains(target.caller().projectId())
                .doesNotContain(source.caller().projectId());
    }

    private static Set<String> ids(List<ObjectNode> objects) {
        return objects.stream().map(object -> object.path("id").asText()).collect(Collectors.toSet());
    }

    @Test
    public void theVersionOfKeystoneIsDiscovered() {
        String root = Testbed.authUrl("target").replace("/v3", "");
        try (Cloud cloud = Cloud.open(CloudAccess.ofPassword("target", root, "admin", "admin", "admin"))) {
            assertThat(cloud.identityV2()).isFalse();
            assertThat(cloud.caller().projectId()).isEqualTo(target.caller().projectId());
        }
    }

    @Test
    public void microversionsAreThoseOfTheServices() {
        assertThat(target.supports(Service.COMPUTE, "2.10")).isTrue();
        assertThat(target.supports(Service.COMPUTE, "2.9999")).isFalse();
        assertThat(target.supports(Service.VOLUME, "3.50")).isTrue();
        assertThat(target.supports(Service.PLACEMENT, "1.10")).isTrue();
        assertThat(target.supports(Service.NETWORK, "2.0")).isFalse();
        Response flavors =
                target.send(Request.get(Service.COMPUTE, "/flavors/detail").microversion("2.61"));
        assertThat(flavors.headers().get("OpenStack-API-Version")).isEqualTo("compute 2.61");
        assertThat(target.send(Request.get(Service.COMPUTE, "/flavors").microversion("2.9999"))
                        .headers()
                        .get("openstack-api-version"))
                .startsWith("compute 2.");
    }

    @Test
    public void aPagedListIsTheWholeList() {
        for (Paged paged : List.of(
                new Paged(Service.NETWORK, "/security-group-rules", "security_group_rules"),
                new Paged(Service.COMPUTE, "/flavors", "flavors"),
                new Paged(Service.IMAGE, "/images", "images"))) {
            Request request = Request.get(paged.service(), paged.path());
            Set<String> atOnce = ids(target.list(request, paged.key()));
            // Some four pages, however much others have put into the cloud.
            String limit = String.valueOf(Math.max(1, atOnce.size() / 4));
            assertThat(ids(target.list(request.query("limit", limit), paged.key())))
                    .as(paged.key())
                    .isEqualTo(atOnce);
        }
    }

    private record Paged(Service service, String path, String key) {}

    @Test
    public void theServicesWordsArrive() {
        assertThatThrownBy(() -> target.get(Service.COMPUTE, "/servers/" + PREFIX))
                .isInstanceOf(CloudException.NotFound.class)
                .hasMessageMatching("target: GET /servers/" + PREFIX + " -> 404 Not Found: Instance " + PREFIX
                        + " could not be found. \\(req-.*\\)");
        assertThatThrownBy(() -> target.get(Service.IMAGE, "/images/" + PREFIX))
                .isInstanceOf(CloudException.NotFound.class)
                .hasMessageContaining("No image found with ID " + PREFIX);
        assertThatThrownBy(() -> target.get(Service.NETWORK, "/networks/" + PREFIX))
                .hasMessageContaining("Network " + PREFIX + " could not be found.");
        assertThatThrownBy(() -> target.get(Service.IDENTITY, "/projects/" + PREFIX))
                .hasMessageContaining("Could not find project: " + PREFIX);
        assertThatThrownBy(() -> target.get(Service.VOLUME, "/volumes/" + PREFIX))
                .hasMessageContaining("Volume " + PREFIX + " could not be found.");
    }

    @Test
    public void aWrongPasswordIsOneSentence() {
        assertThatThrownBy(() -> Cloud.open(
                        CloudAccess.ofPassword("target", Testbed.authUrl("target"), "admin", "wr0ng", "admin")))
                .isInstanceOf(CloudException.WrongCredentials.class)
                .hasMessageStartingWith("target refused user \"admin\" at " + Testbed.authUrl("target")
                        + " (401 Unauthorized). Check the password");
    }

    @Test
    public void aTokenThatKeystoneRevokedIsReplaced() {
        String user = createUser();
        try (Cloud cloud = Cloud.open(CloudAccess.ofPassword(
                "target", Testbed.authUrl("target"), PREFIX + "user", "first-Password-1", "admin"))) {
            // Keystone revokes all tokens of a user whose account is switched off, also when it is switched on again.
            setEnabled(user, false);
            setEnabled(user, true);
            assertThat(projectsOnceTheSecondIsOver(cloud)).isNotEmpty();
            assertThat(cloud.requests().authentications()).isGreaterThan(1);
        } finally {
            target.send(Request.delete(Service.IDENTITY, "/users/" + user));
        }
    }

    /** Keystone counts revocations in seconds: a token of the same second is revoked with the one before. */
    private static JsonNode projectsOnceTheSecondIsOver(Cloud cloud) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                return cloud.get(Service.IDENTITY, "/auth/projects").path("projects");
            } catch (CloudException.WrongCredentials e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static String createUser() {
        ObjectNode body = object();
        body.putObject("user")
                .put("name", PREFIX + "user")
                .put("domain_id", "default")
                .put("password", "first-Password-1");
        String user = target.send(Request.post(Service.IDENTITY, "/users").body(body))
                .json()
                .at("/user/id")
                .asText();
        String member = target.list(Request.get(Service.IDENTITY, "/roles").query("name", "member"), "roles")
                .get(0)
                .path("id")
                .asText();
        target.send(Request.put(
                Service.IDENTITY, "/projects/" + target.caller().projectId() + "/users/" + user + "/roles/" + member));
        return user;
    }

    private static void setEnabled(String user, boolean enabled) {
        ObjectNode body = object();
        body.putObject("user").put("enabled", enabled);
        target.send(Request.patch(Service.IDENTITY, "/users/" + user).body(body));
    }

    @Test
    public void anImageGoesFromOneCloudToTheOtherWithItsHash() throws Exception {
        byte[] bytes = new byte[5_000_000];
        new Random(5).nextBytes(bytes);
        String from = createImage(source);
        String to = createImage(target);
        try {
            source.upload(from, new ByteArrayInputStream(bytes), -1);
            try (Download download = source.download(from)) {
                assertThat(download.length()).isEqualTo(bytes.length);
                target.upload(to, download.stream(), -1);
            }
            ObjectNode arrived = target.get(Service.IMAGE, "/images/" + to);
            assertThat(arrived.path("status").asText()).isEqualTo("active");
            assertThat(arrived.path("os_hash_value").asText())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-512").digest(bytes)));
            assertThatThrownBy(() -> target.upload(to, new ByteArrayInputStream(bytes), -1))
                    .isInstanceOf(CloudException.Conflict.class);
        } finally {
            source.send(Request.delete(Service.IMAGE, "/images/" + from));
            target.send(Request.delete(Service.IMAGE, "/images/" + to));
        }
    }

    private static String createImage(Cloud cloud) {
        ObjectNode image = object().put("name", PREFIX + "image")
                .put("disk_format", "raw")
                .put("container_format", "bare")
                .put("visibility", "private");
        return cloud.send(Request.post(Service.IMAGE, "/images").body(image))
                .json()
                .path("id")
                .asText();
    }

    @Test
    public void anotherProjectIsSeenWithATokenOfItsOwn() {
        ObjectNode body = object();
        body.putObject("project").put("name", PREFIX + "project").put("domain_id", "default");
        String project = target.send(Request.post(Service.IDENTITY, "/projects").body(body))
                .json()
                .at("/project/id")
                .asText();
        try {
            assertThatThrownBy(() -> target.as(project).caller()).isInstanceOf(CloudException.WrongCredentials.class);
            String admin = target.list(Request.get(Service.IDENTITY, "/roles").query("name", "admin"), "roles")
                    .get(0)
                    .path("id")
                    .asText();
            target.send(Request.put(
                    Service.IDENTITY,
                    "/projects/" + project + "/users/" + target.caller().userId() + "/roles/" + admin));
            assertThat(target.as(project).caller().projectName()).isEqualTo(PREFIX + "project");
            assertThat(target.as(project).list(Service.COMPUTE, "/servers", "servers"))
                    .isEmpty();
            assertThat(target.caller().projectName()).isEqualTo("admin");
        } finally {
            target.send(Request.delete(Service.IDENTITY, "/projects/" + project));
        }
    }

    @Test
    public void creatingTwiceIsAConflictAndDeletingTwiceIsNotFound() {
        ObjectNode body = object();
        body.putObject("keypair").put("name", PREFIX + "key");
        target.send(Request.post(Service.COMPUTE, "/os-keypairs").body(body));
        try {
            assertThatThrownBy(() -> target.send(
                            Request.post(Service.COMPUTE, "/os-keypairs").body(body)))
                    .isInstanceOf(CloudException.Conflict.class)
                    .hasMessageContaining("already exists");
        } finally {
            target.send(Request.delete(Service.COMPUTE, "/os-keypairs/" + PREFIX + "key"));
        }
        assertThatThrownBy(() -> target.send(Request.delete(Service.COMPUTE, "/os-keypairs/" + PREFIX + "key")))
                .isInstanceOf(CloudException.NotFound.class);
    }
}
