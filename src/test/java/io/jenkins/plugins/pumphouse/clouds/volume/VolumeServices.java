package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code os-services} of Cinder: where volumes and their scheduler are. Not thread-safe: used under the cloud's lock.
 */
public final class VolumeServices {
    /** Of the cinder-volume that has a volume. */
    static final String UUID = "5d5a5f7c-5b6c-4f0e-8b57-6c6f4f2a1c11";

    private static final int WITH_CLUSTERS = 7;
    private static final int WITH_STATES = 49;

    private record VolumeService(String binary, String host) {}

    private final World world;
    private final CloudRelease release;
    private final List<VolumeService> all = new ArrayList<>();
    private final Set<String> down = new HashSet<>();

    VolumeServices(World world, CloudRelease release) {
        this.world = world;
        this.release = release;
        add("cinder-volume", "controller@disk");
        add("cinder-scheduler", "controller");
    }

    /** @param host with its backend for a {@code cinder-volume}: {@code compute-1@lvm} */
    public void add(String binary, String host) {
        all.add(new VolumeService(binary, host));
    }

    /** The backend of a {@code cinder-volume} by its host; null where there is none. */
    String backend(String host) {
        return all.stream()
                .filter(each -> each.binary.equals("cinder-volume") && each.host.equals(host))
                .map(each -> each.host.replaceFirst(".*@", ""))
                .findFirst()
                .orElse(null);
    }

    public void alive(String host, boolean alive) {
        if (alive) {
            down.remove(host);
        } else {
            down.add(host);
        }
    }

    Answer list(Call call) {
        return Answer.ok(WireJson.object(
                "services",
                WireJson.arrayOf(all.stream()
                        .filter(each -> call.query("binary") == null || each.binary.equals(call.query("binary")))
                        .filter(each -> call.query("host") == null
                                || each.host.equals(call.query("host"))
                                || each.host.startsWith(call.query("host") + "@"))
                        .map(each -> shown(each, VolumeView.minor(call)))
                        .toList())));
    }

    /** What the scheduler has heard of each backend. */
    Answer pools(Call call) {
        List<ObjectNode> pools = new ArrayList<>();
        for (VolumeService each : all) {
            if (each.binary.equals("cinder-volume")) {
                ObjectNode pool = WireJson.object("name", each.host + "#" + each.host.replaceFirst(".*@", ""));
                if (call.flag("detail")) {
                    pool.set("capabilities", capabilities(each.host.replaceFirst(".*@", "")));
                }
                pools.add(pool);
            }
        }
        return Answer.ok(WireJson.object("pools", WireJson.arrayOf(pools)));
    }

    private ObjectNode capabilities(String backend) {
        return WireJson.object(
                "total_capacity_gb",
                1000.0,
                "free_capacity_gb",
                900.0,
                "provisioned_capacity_gb",
                100.0,
                "reserved_percentage",
                10,
                "max_over_subscription_ratio",
                20.0,
                "allocated_capacity_gb",
                100,
                "multiattach",
                true,
                "QoS_support",
                false,
                "sparse_copy_volume",
                true,
                "filter_function",
                null,
                "goodness_function",
                null,
                "vendor_name",
                "Open Source",
                "driver_version",
                "1.0",
                "volume_backend_name",
                backend,
                "timestamp",
                world.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000"),
                "thin_provisioning_support",
                false,
                "thick_provisioning_support",
                true,
                "storage_protocol",
                "iSCSI");
    }

    private ObjectNode shown(VolumeService each, int minor) {
        boolean up = !down.contains(each.host.replaceFirst("@.*", ""));
        ObjectNode row = WireJson.object(
                "binary",
                each.binary,
                "host",
                each.host,
                "zone",
                "nova",
                "status",
                "enabled",
                "state",
                up ? "up" : "down",
                "updated_at",
                world.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000"),
                "disabled_reason",
                null);
        if (release.modern() && each.binary.equals("cinder-volume")) {
            row.put("replication_status", "disabled")
                    .putNull("active_backend_id")
                    .put("frozen", false);
            if (minor >= WITH_STATES) {
                row.put("backend_state", up ? "up" : "down");
            }
        }
        if (minor >= WITH_CLUSTERS) {
            row.putNull("cluster");
        }
        return row;
    }
}
