package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One volume to be, and a look into those that are. */
public final class VolumeFixture {
    private final EmbeddedCloud cloud;
    private final Inside owner;
    private final String content;
    private final ObjectNode wanted;

    /** @param size in GB */
    public VolumeFixture(EmbeddedCloud cloud, String project, String name, int size, String content) {
        this.cloud = cloud;
        this.owner = cloud.inside("admin", cloud.project(project).id());
        this.content = content;
        this.wanted = WireJson.object("name", name, "size", size);
    }

    public VolumeFixture set(String field, String value) {
        return set(field, WireJson.node(value));
    }

    public VolumeFixture set(String field, JsonNode value) {
        wanted.set(field, value);
        return this;
    }

    /** Makes the volume with its content, available; returns its id. */
    public String make() {
        String id = WireJson.text(owner.make("volume", root(cloud, owner) + "/volumes", "volume", wanted), "id");
        cloud.skip(cloud.behaviour().snapshot());
        cloud.world().locked(() -> cloud.volumes().volumes().write(id, content.getBytes(StandardCharsets.UTF_8)));
        return id;
    }

    private static String root(EmbeddedCloud cloud, Inside inside) {
        return (cloud.release().modern() ? "/v3/" : "/v2/") + inside.projectId();
    }

    /** The volumes of all projects, as Cinder shows them to an administrator. */
    public static List<JsonNode> all(EmbeddedCloud cloud) {
        return cloud.inside().list("volume", list(cloud), "volumes");
    }

    /** The one volume of a name. */
    public static JsonNode shown(EmbeddedCloud cloud, String name) {
        return cloud.inside().named("volume", list(cloud), "volumes", name);
    }

    private static String list(EmbeddedCloud cloud) {
        return root(cloud, cloud.inside()) + "/volumes/detail?all_tenants=1";
    }

    public static String content(EmbeddedCloud cloud, JsonNode volume) {
        try (InputStream in = cloud.world()
                .locked(() -> cloud.volumes().volumes().bytes(WireJson.text(volume, "id")))
                .open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody attaches a volume, writes to it and detaches it. */
    public static void used(EmbeddedCloud cloud, JsonNode volume, String content) {
        String id = WireJson.text(volume, "id");
        cloud.world().locked(() -> {
            cloud.volumes()
                    .volumes()
                    .change(
                            id,
                            "updated_at",
                            WireJson.node(cloud.volumes().volumes().time()));
            cloud.volumes().volumes().write(id, content.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** A field becomes what no request makes it. */
    public static void change(EmbeddedCloud cloud, String name, String field, JsonNode value) {
        String id = WireJson.text(shown(cloud, name), "id");
        cloud.world().locked(() -> cloud.volumes().volumes().change(id, field, value));
    }

    public static void type(EmbeddedCloud cloud, String name) {
        cloud.inside()
                .make("volume", root(cloud, cloud.inside()) + "/types", "volume_type", WireJson.object("name", name));
    }

    /** A type whose volumes several servers may have. */
    public static void sharedType(EmbeddedCloud cloud, String name) {
        cloud.inside()
                .make(
                        "volume",
                        root(cloud, cloud.inside()) + "/types",
                        "volume_type",
                        WireJson.object("name", name, "extra_specs", WireJson.object("multiattach", "<is> True")));
    }
}
