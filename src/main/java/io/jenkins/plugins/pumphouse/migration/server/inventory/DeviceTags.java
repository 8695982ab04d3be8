package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.neutron.WrittenAddresses;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tags of a server's network cards and volumes, by which its operating system tells its devices apart (Compute API,
 * "Device tagging"). The server itself does not show them. The tag of a local root disk is shown nowhere.
 *
 * @param cards the tags of cards, by MAC; only of those that have one
 * @param ports the same by the id of the port
 * @param volumes the tag of each volume in the order of the server's devices; empty for one without
 */
public record DeviceTags(Map<String, String> cards, Map<String, String> ports, List<String> volumes) {
    /** The name of the difference, as the operator may accept it. */
    public static final String FIELD = "device tags";

    private static final DeviceTags NONE = new DeviceTags(Map.of(), Map.of(), List.of());

    /** Device tags came with 2.32; from 2.70 on they are shown with interfaces and attachments. */
    private static final String FIRST = "2.32";

    static final String SHOWN = "2.70";

    /** 2.37 to 2.41 take none for cards, and 2.33 to 2.41 none for disks: 2.42 restores both. */
    private static final String TAKEN = "2.42";

    /** Reads those of a server; none where the cloud does not show them. */
    public static DeviceTags of(Resource server, CloudInventory inventory) {
        return inventory.cloud().supports(Service.COMPUTE, SHOWN)
                ? inventory.fact(List.of(DeviceTags.class, server.id()), () -> read(server, inventory))
                : NONE;
    }

    private static DeviceTags read(Resource server, CloudInventory inventory) {
        Map<String, String> cards = new TreeMap<>();
        Map<String, String> ports = new HashMap<>();
        if (!server.field("addresses").isEmpty()) {
            Request list = Request.get(Service.COMPUTE, "/servers/" + Request.segment(server.id()) + "/os-interface")
                    .microversion(SHOWN);
            for (ObjectNode card : inventory.cloud().list(list, "interfaceAttachments", "/port_id")) {
                if (card.hasNonNull("tag")) {
                    WrittenAddresses.canonical(card, "mac_addr");
                    cards.put(String.valueOf(Json.text(card, "mac_addr")), Json.text(card, "tag"));
                    ports.put(Json.text(card, "port_id"), Json.text(card, "tag"));
                }
            }
        }
        return new DeviceTags(
                cards,
                ports,
                ServerVolumes.of(server, inventory).stream()
                        .map(AttachedVolume::tag)
                        .toList());
    }

    /** Whether a cloud takes the tags of a server that it boots. */
    public static boolean isTakenBy(Cloud target) {
        return target.supports(Service.COMPUTE, TAKEN);
    }

    public boolean isEmpty() {
        return cards.isEmpty() && volumes.stream().allMatch(String::isEmpty);
    }

    /** That a server's tags cannot come along, or cannot be read; empty when neither is so. */
    public static Optional<String> lost(Resource server, CloudInventory source, Cloud target) {
        String old = source.cloud().name();
        if (isTakenBy(target)) {
            return isUnknown(server, source)
                    ? Optional.of(
                            FIELD + ", if it has any (the Compute API of " + old + " shows them from " + SHOWN + " on)")
                    : Optional.empty();
        }
        if (isUnknown(server, source)) {
            return Optional.of(FIELD + ", if it has any (the Compute API of " + target.name() + " takes them from "
                    + TAKEN + " on)");
        }
        DeviceTags tags = of(server, source);
        return tags.isEmpty()
                ? Optional.empty()
                : Optional.of(FIELD + " " + tags.shown() + " (the Compute API of " + target.name() + " takes them from "
                        + TAKEN + " on)");
    }

    /** Whether a server may have tags that its cloud does not show. */
    public static boolean isUnknown(Resource server, CloudInventory source) {
        boolean has = !server.field("addresses").isEmpty()
                || !ServerVolumes.of(server, source).isEmpty();
        return has
                && source.cloud().supports(Service.COMPUTE, FIRST)
                && !source.cloud().supports(Service.COMPUTE, SHOWN);
    }

    /** In what the tags of a copy differ; empty where the target takes none, or one of the clouds shows none. */
    public static Optional<Difference> difference(
            Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        if (!source.cloud().supports(Service.COMPUTE, SHOWN) || !target.cloud().supports(Service.COMPUTE, SHOWN)) {
            return Optional.empty();
        }
        DeviceTags tags = of(server, source);
        if (tags.isEmpty()) { // what its owner adds to the copy is the owner's
            return Optional.empty();
        }
        DeviceTags copied =
                RootDisk.becameVolume(server, copy) ? of(copy, target).withoutRoot() : of(copy, target);
        return tags.cards.equals(copied.cards) && tags.volumes.equals(copied.volumes)
                ? Optional.empty()
                : Optional.of(new Difference(FIELD, tags.shown(), copied.shown()));
    }

    /** Those of the other volumes: the first one was a local disk, whose tag no Nova shows. */
    private DeviceTags withoutRoot() {
        return new DeviceTags(cards, ports, volumes.isEmpty() ? volumes : volumes.subList(1, volumes.size()));
    }

    /** Why a copy does not have the tags of its server, for a person; empty when it does, or its cloud takes none. */
    public static Optional<String> against(
            Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        return isTakenBy(target.cloud())
                ? difference(server, source, copy, target)
                        .map(d -> "has the device tags " + d.source() + " on "
                                + source.cloud().name() + ", but " + d.target() + " on "
                                + target.cloud().name())
                : Optional.empty();
    }

    /** {@code "fa:16:3e:00:00:01 front, volume 2 data"}; {@code "none"}. */
    public String shown() {
        List<String> shown = new ArrayList<>();
        cards.forEach((mac, tag) -> shown.add(mac + " " + tag));
        for (int i = 0; i < volumes.size(); i++) {
            if (!volumes.get(i).isEmpty()) {
                shown.add("volume " + (i + 1) + " " + volumes.get(i));
            }
        }
        return shown.isEmpty() ? "none" : String.join(", ", shown);
    }
}
