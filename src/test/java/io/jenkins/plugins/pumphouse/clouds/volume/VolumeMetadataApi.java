package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** {@code /volumes/{id}/metadata}. */
final class VolumeMetadataApi {
    private final VolumeStore volumes;

    VolumeMetadataApi(VolumeStore volumes) {
        this.volumes = volumes;
    }

    void addTo(Routes routes, String root) {
        routes.get(root, call -> Answer.ok(WireJson.object("metadata", metadata(call))))
                .get(root + "/{key}", call -> {
                    String key = call.segment("key");
                    if (!metadata(call).has(key)) {
                        throw Refused.notFound("Volume has no metadata with key " + key + ".");
                    }
                    return Answer.ok(WireJson.object(
                            "meta", WireJson.object(key, metadata(call).get(key))));
                })
                .post(root, call -> {
                    ObjectNode metadata = metadata(call);
                    volumes.items.check(call.json(), "metadata");
                    metadata.setAll((ObjectNode) call.json().path("metadata"));
                    return Answer.ok(WireJson.object("metadata", metadata));
                })
                .delete(root + "/{key}", call -> {
                    if (metadata(call).remove(call.segment("key")) == null) {
                        throw Refused.notFound("Volume " + call.segment("id") + " has no metadata with key "
                                + call.segment("key") + ".");
                    }
                    return Answer.empty(200);
                });
    }

    private ObjectNode metadata(Call call) {
        return (ObjectNode) volumes.visible(call).path("metadata");
    }
}
