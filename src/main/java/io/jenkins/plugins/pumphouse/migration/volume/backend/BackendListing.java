package io.jenkins.plugins.pumphouse.migration.volume.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a backend of Cinder keeps, made by this cloud or another (Block Storage API, "Manageable volumes"). */
public final class BackendListing {
    /** Newton: the first that lists it. */
    public static final String LISTS = "3.8";

    private static final int PAGE = 1000;

    /** A backend with more pages than that is not listed to its end. */
    private static final int MOST_PAGES = 200;

    private BackendListing() {}

    /**
     * One object of a backend.
     *
     * @param host of the backend, as {@code controller@ceph}
     * @param reference by which Cinder is told to manage it, in the words of the backend's driver
     * @param size in GB, rounded up
     * @param reason why Cinder would not manage it now; null for nothing
     * @param cinderId of the volume that it is on this cloud; null for none
     */
    public record Kept(String host, JsonNode reference, long size, String reason, String cinderId) {
        /** Without the share or pool before it. */
        public String name() {
            String whole =
                    reference.elements().hasNext() ? reference.elements().next().asText() : reference.asText();
            return whole.substring(whole.lastIndexOf('/') + 1);
        }

        /** Whether it is called after a volume: the template of a name ends with the id in any installation known. */
        public boolean isOf(String volume) {
            return name().endsWith(volume);
        }

        /** Whether it belongs to a volume besides the volume itself: what its snapshots have left. */
        boolean isBeside(String volume) {
            return name().contains(volume) && !isOf(volume) && !name().endsWith(".info");
        }
    }

    public static boolean isKnownTo(Cloud cloud) {
        return cloud.supports(Service.VOLUME, LISTS);
    }

    /** The hosts of all backends that are up. */
    static List<String> hosts(Cloud cloud) {
        Request list = Request.get(Service.VOLUME, "/os-services").query("binary", "cinder-volume");
        return Json.objects(cloud.send(list).json(), "services").stream()
                .filter(service -> "up".equals(Json.text(service, "state")))
                .filter(service -> "enabled".equals(Json.text(service, "status")))
                .map(service -> Json.text(service, "host"))
                .toList();
    }

    /** All that the backend of a host keeps. */
    public static List<Kept> of(Cloud cloud, String host) {
        List<Kept> all = new ArrayList<>();
        int before = -1;
        for (int page = 0; page < MOST_PAGES && all.size() > before; page++) {
            before = all.size();
            Request list = Request.get(Service.VOLUME, "/manageable_volumes/detail")
                    .query("host", host)
                    .query("limit", String.valueOf(PAGE))
                    .query("offset", String.valueOf(before))
                    .microversion(LISTS);
            for (ObjectNode each : Json.objects(cloud.send(list).json(), "manageable-volumes")) {
                boolean safe = each.path("safe_to_manage").asBoolean();
                String unsafe =
                        Optional.ofNullable(Json.text(each, "reason_not_safe")).orElse("Cinder does not say why");
                all.add(new Kept(
                        host,
                        each.path("reference"),
                        each.path("size").asLong(),
                        safe ? null : unsafe,
                        Json.text(each, "cinder_id")));
            }
        }
        return all;
    }
}
