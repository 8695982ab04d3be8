package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operator's mapping where what OpenStack itself refers to by name is not called by its id: a volume and the quotas
 * of a project name a type of volumes, and never its id.
 */
public final class MappingByName {
    private static final Kind VOLUME_TYPE = new Kind("volume type");

    private MappingByName() {}

    /** @param mapping as the operator wrote it, by names and ids */
    public static Mapping of(Mapping mapping, Cloud source, CloudInventory target) {
        return MergedProjects.named(volumeTypes(mapping, source, target.cloud()), target);
    }

    private static Mapping volumeTypes(Mapping mapping, Cloud source, Cloud target) {
        Map<String, String> written = mapping.names().getOrDefault(VOLUME_TYPE.word(), Map.of());
        if (written.isEmpty()) {
            return mapping;
        }
        Map<String, String> onSource = names(source);
        Map<String, String> onTarget = names(target);
        Map<String, String> named = new TreeMap<>();
        written.forEach((from, to) -> {
            if (!onSource.containsKey(from)) {
                named.put(from, onTarget.getOrDefault(to, to));
            }
        });
        written.forEach((from, to) -> { // an id is the more precise word, as everywhere in a mapping
            if (onSource.containsKey(from)) {
                named.put(onSource.get(from), onTarget.getOrDefault(to, to));
            }
        });
        return mapping.with(VOLUME_TYPE, named);
    }

    /** The names of a cloud's types by their ids; none where the account may not list them. */
    private static Map<String, String> names(Cloud cloud) {
        Map<String, String> names = new HashMap<>();
        if (cloud.has(Service.VOLUME)) {
            Request list = Request.get(Service.VOLUME, "/types").query("is_public", "None");
            try {
                cloud.list(list, "volume_types")
                        .forEach(type -> names.put(Json.text(type, "id"), Json.text(type, "name")));
            } catch (CloudException.NotShown e) {
                return Map.of();
            }
        }
        return names;
    }
}
