package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine as its agent reports it.
 *
 * @param serial null where the maker wrote none
 * @param nics the first one boots by PXE
 */
public record Hardware(String serial, String uuid, List<Nic> nics, List<Disk> disks) {

    /** @param speed megabits a second */
    public record Nic(String name, String mac, int speed) {}

    /** @param path the stable name, as {@code disk/by-path/pci-0000:00:1f.2-scsi-0:0:0:0} */
    public record Disk(String name, String path, long bytes, String model) {}

    /** A machine with interfaces eth0, eth1 ... of these MACs, a disk of 1 TB and one of 500 GB. */
    public static Hardware of(String... macs) {
        List<Nic> nics = new ArrayList<>();
        for (String mac : macs) {
            nics.add(new Nic("eth" + nics.size(), mac, 1000));
        }
        String tail = macs[0].replace(":", "").substring(6);
        return new Hardware(
                "S" + tail,
                "00000000-0000-0000-0000-000000" + tail,
                nics,
                List.of(disk("sda", 0, 1_000_204_886_016L), disk("sdb", 1, 500_107_862_016L)));
    }

    /** A disk at a port of the usual controller. */
    public static Disk disk(String name, int port, long bytes) {
        return new Disk(name, "disk/by-path/pci-0000:00:1f.2-scsi-" + port + ":0:0:0", bytes, "TOSHIBA MK1002TS");
    }

    public Hardware withSerial(String value) {
        return new Hardware(value, uuid, nics, disks);
    }

    public Hardware withDisks(Disk... values) {
        return new Hardware(serial, uuid, nics, List.of(values));
    }

    public Hardware withNics(Nic... values) {
        return new Hardware(serial, uuid, List.of(values), disks);
    }

    String mac() {
        return nics.get(0).mac();
    }

    /** The body of the agent's POST from the bootstrap image. */
    ObjectNode report(String ip) {
        ArrayNode interfaces = WireJson.array();
        for (Nic nic : nics) {
            ObjectNode each = WireJson.object(
                    "name",
                    nic.name(),
                    "mac",
                    nic.mac(),
                    "state",
                    "up",
                    "driver",
                    "virtio_net",
                    "bus_info",
                    "0000:00:0" + (3 + interfaces.size()) + ".0",
                    "max_speed",
                    nic.speed(),
                    "current_speed",
                    nic.speed(),
                    "pxe",
                    interfaces.isEmpty(),
                    "offloading_modes",
                    List.of());
            if (interfaces.isEmpty()) {
                each.put("ip", ip).put("netmask", "255.255.255.0");
            }
            interfaces.add(each);
        }
        ArrayNode drives = WireJson.array();
        for (Disk disk : disks) {
            drives.add(WireJson.object(
                    "name",
                    disk.name(),
                    "disk",
                    disk.path(),
                    "size",
                    disk.bytes(),
                    "model",
                    disk.model(),
                    "removable",
                    "0",
                    "extra",
                    List.of("disk/by-id/wwn-" + serial + "-" + disk.name())));
        }
        ObjectNode system = WireJson.object(
                "product",
                "X9DRW",
                "family",
                "",
                "fqdn",
                "bootstrap",
                "version",
                "1",
                "serial",
                serial,
                "uuid",
                uuid,
                "manufacturer",
                "Supermicro");
        ObjectNode meta = WireJson.object(
                "interfaces",
                interfaces,
                "disks",
                drives,
                "system",
                system,
                "cpu",
                WireJson.object("real", 2, "total", 24, "spec", List.of()),
                "memory",
                WireJson.object(
                        "total",
                        137_455_730_688L,
                        "slots",
                        1,
                        "maximum_capacity",
                        274_894_684_160L,
                        "devices",
                        List.of()));
        return WireJson.object(
                "mac",
                mac(),
                "ip",
                ip,
                "os_platform",
                "ubuntu",
                "manufacturer",
                "Supermicro",
                "platform_name",
                "X9DRW",
                "meta",
                meta,
                "status",
                "discover",
                "is_agent",
                true,
                "agent_checksum",
                mac() + ip);
    }
}
