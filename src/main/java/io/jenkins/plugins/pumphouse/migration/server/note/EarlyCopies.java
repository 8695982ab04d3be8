package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageMark;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an interrupted run has copied of servers that ran ({@code precopy}), and has left: it takes room, and only a
 * move of its server removes it.
 */
public final class EarlyCopies {
    private final CloudInventory source;
    private final CloudInventory target;

    public EarlyCopies(CloudInventory source, CloudInventory target) {
        this.source = source;
        this.target = target;
    }

    /** What is left of a server's, with what removes it; empty when nothing is. */
    public Optional<String> of(Resource server) {
        List<String> left = new ArrayList<>(images().getOrDefault(mark(server.id()), List.of()));
        ServerVolumes.of(server, source).stream()
                .map(AttachedVolume::volume)
                .map(volume -> volumes().getOrDefault(mark(volume.id()), List.of()))
                .forEach(left::addAll);
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "an interrupted run has left early copies of it: run pumpInstances for it, which moves it and"
                                + " removes them, or remove them: " + String.join(", ", left));
    }

    /** Ids of servers of which an early copy is left, as far as images tell. */
    public List<String> servers() {
        return new TreeSet<>(images().keySet())
                .stream()
                        .flatMap(value -> Mark.ofValue(value).stream())
                        .filter(mark -> mark.cloud().equals(source.cloud().name()))
                        .map(Mark::id)
                        .toList();
    }

    /** Of a server that the source no longer has: no run removes them. */
    public String ofGone(String server) {
        return "is gone from " + source.cloud().name() + ", and an interrupted run has left early copies of it, which"
                + " nothing else removes: " + String.join(", ", images().getOrDefault(mark(server), List.of()));
    }

    private String mark(String id) {
        return new Mark(source.cloud().name(), id).value();
    }

    /** By mark, each with the command that removes it. */
    private Map<String, List<String>> images() {
        return target.fact(EarlyCopies.class, () -> {
            Map<String, List<String>> images = new TreeMap<>();
            for (Cloud cloud : List.of(target.cloud(), source.cloud())) {
                for (ObjectNode image : cloud.list(Request.get(Service.IMAGE, "/images"), "images")) {
                    String of = Json.text(image, ImageType.EARLY_COPY_OF);
                    if (of != null && (cloud != target.cloud() || ImageMark.isOwn(image))) {
                        add(images, of, "openstack image delete " + Json.text(image, "id") + " on " + cloud.name());
                    }
                }
            }
            return images;
        });
    }

    private Map<String, List<String>> volumes() {
        return target.fact(TargetVolume.class, () -> {
            Map<String, List<String>> volumes = new TreeMap<>();
            Cloud cloud = target.cloud();
            if (cloud.has(Service.VOLUME)) {
                for (ObjectNode volume : cloud.list(CinderVolume.list("volumes"), "volumes")) {
                    Optional<Mark> of = VolumeMark.of(volume).filter(mark -> TargetVolume.isEarly(volume));
                    if (of.isPresent()) {
                        add(
                                volumes,
                                of.get().value(),
                                "openstack volume delete " + Json.text(volume, "id") + " on " + cloud.name());
                    }
                }
            }
            return volumes;
        });
    }

    private static void add(Map<String, List<String>> all, String of, String command) {
        all.computeIfAbsent(of, any -> new ArrayList<>()).add(command);
    }
}
