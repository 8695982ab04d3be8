package io.jenkins.plugins.pumphouse.clouds;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** A public flavor of a cloud, with something that none of its flavors has by itself. */
public final class FlavorFixture {
    private FlavorFixture() {}

    /** Gives a flavor, by name, an extra spec. */
    public static void extraSpec(EmbeddedCloud cloud, String flavor, String spec, String value) {
        String id = cloud.inside().id("compute", "/v2.1/flavors", "flavors", flavor);
        cloud.inside()
                .post(
                        "compute",
                        "/v2.1/flavors/" + id + "/os-extra_specs",
                        WireJson.object("extra_specs", WireJson.object(spec, value)));
    }
}
