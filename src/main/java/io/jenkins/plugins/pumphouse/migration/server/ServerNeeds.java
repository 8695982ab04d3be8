package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.compute.AvailabilityZoneType;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroupType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroups;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingNeeds;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFlavor;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.inventory.SharingServers;
import io.jenkins.plugins.pumphouse.migration.server.proof.RequestedZone;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server of the source refers to and therefore needs on the target. */
final class ServerNeeds {
    private ServerNeeds() {}

    /** With those of the servers with which it moves: what one of them lacks keeps all of them. */
    static List<Reference> ofAll(Resource resource, CloudInventory source) {
        List<Resource> others = SharingServers.of(source).with(resource);
        return others.isEmpty()
                ? of(resource, source)
                : Stream.concat(Stream.of(resource), others.stream())
                        .flatMap(server -> of(server, source).stream())
                        .distinct()
                        .toList();
    }

    private static List<Reference> of(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>();
        needs.add(Reference.to(Kind.PROJECT, resource.text("tenant_id")));
        needs.add(Reference.to(FlavorType.KIND, ServerFlavor.needed(resource, source)));
        needs.addAll(ServerKey.needs(resource, source));
        needs.add(Reference.ifThere(UserType.KIND, String.valueOf(resource.text("user_id"))));
        if (source.options().disk() == Options.Disk.IMAGE
                && resource.field("image").isObject()) {
            needs.add(Reference.to(ImageType.KIND, Json.text(resource.field("image"), "id")));
        }
        ServerGroups.of(resource, source).ifPresent(group -> needs.add(Reference.to(ServerGroupType.KIND, group.id())));
        String zone = RequestedZone.of(resource, source).zone();
        if (zone != null && !zone.isEmpty()) {
            needs.add(Reference.ifThere(AvailabilityZoneType.KIND, zone));
        }
        for (String part : ContentImage.PARTS) {
            bootPart(resource, part, source).ifPresent(image -> needs.add(Reference.to(ImageType.KIND, image)));
        }
        ServerTrunks.of(resource, source)
                .forEach(trunk -> needs.add(Reference.to(TrunkType.KIND, trunk.id()))); // before the ports are taken
        for (Resource port : ServerTrunks.ports(resource, source)) {
            needs.add(Reference.to(PortType.KIND, port.id()));
            Nics.routers(resource, port, source)
                    .forEach(i -> needs.add(Reference.companion(RouterInterfaceType.KIND, i.id())));
        }
        needs.addAll(ServerVolumes.needs(resource, source));
        needs.addAll(FloatingNeeds.needs(resource, source, gateways(source)));
        return needs;
    }

    /**
     * The kernel or ramdisk that a server was booted with beside its image, which its content needs too; from 2.3 on
     * the server names it.
     */
    private static Optional<String> bootPart(Resource server, String part, CloudInventory source) {
        String own = server.text("OS-EXT-SRV-ATTR:" + part);
        if (own != null && !own.isEmpty()) {
            return Optional.of(own);
        }
        String image = Json.text(server.field("image"), "id");
        return image == null || own != null
                ? Optional.empty()
                : source.find(ImageType.KIND, image)
                        .filter(i -> ContentImage.has(i.json(), part))
                        .map(i -> i.text(part));
    }

    static HeldGateways gateways(CloudInventory source) {
        return new HeldGateways(source.options().cutovers());
    }
}
