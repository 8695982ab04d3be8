package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.Mistake;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.host.model.CanonicalForm;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.SerialNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What must hold between the hosts and switches of all files. Most of all that no two hosts share a BMC, a MAC address
 * or a port of a switch: otherwise the move of one host powers off or rewires another, which has servers on it.
 */
public final class Collisions {
    private final List<Mistake> mistakes = new ArrayList<>();

    private Collisions() {}

    /** Everything that does not fit, in no order. */
    public static List<Mistake> between(List<HostSettings> hosts, List<SwitchSettings> switches) {
        Collisions collisions = new Collisions();
        collisions.names(hosts, switches);
        collisions.shared(hosts, switches);
        collisions.switchesOf(hosts, switches);
        return collisions.mistakes;
    }

    private void names(List<HostSettings> hosts, List<SwitchSettings> switches) {
        Map<String, HostSettings> byName = new HashMap<>();
        for (HostSettings host : hosts) {
            HostSettings before = byName.putIfAbsent(host.name(), host);
            if (before != null) {
                add(
                        host,
                        "host \"" + host.name() + "\" is described twice, first in "
                                + place(before.file(), before.position()) + "; keep one");
            }
        }
        Map<String, SwitchSettings> switchByName = new HashMap<>();
        for (SwitchSettings one : switches) {
            SwitchSettings before = switchByName.putIfAbsent(one.name(), one);
            if (before != null) {
                mistakes.add(new Mistake(
                        one.file(),
                        one.position(),
                        "switch \"" + one.name() + "\" is described twice, first in "
                                + place(before.file(), before.position()) + "; keep one"));
            }
        }
    }

    private void shared(List<HostSettings> hosts, List<SwitchSettings> switches) {
        Map<String, String> addresses = new HashMap<>();
        switches.forEach(one -> addresses.put(one.name(), CanonicalForm.tor(one.access())));
        Map<String, HostSettings> owners = new HashMap<>();
        for (HostSettings host : hosts) {
            if (host.machine().bmc() != null) {
                bmc(host, host.machine().bmc(), owners);
            }
            host.machine().macs().forEach(mac -> claim("the MAC address " + mac, "mac " + mac, host, owners));
            SerialNumber.of(host.machine().serial())
                    .ifPresent(serial ->
                            claim("the serial " + serial, "serial " + serial.toLowerCase(Locale.ROOT), host, owners));
            if (host.wiring().switchName() != null) {
                String name = host.wiring().switchName();
                String place = addresses.getOrDefault(name, "switch " + name);
                host.wiring()
                        .ports()
                        .forEach(port -> claim(
                                "port " + port + " of switch " + name,
                                place + " " + CanonicalForm.port(port),
                                host,
                                owners));
            }
        }
    }

    /** Hosts of one BMC, as that of a chassis, each name their system. */
    private void bmc(HostSettings host, BmcAccess bmc, Map<String, HostSettings> owners) {
        boolean named = bmc.system().named() != null;
        String shown = "the BMC " + bmc.shortAddress();
        String ofNamed = "systems of " + CanonicalForm.bmc(bmc);
        HostSettings other = owners.get(named ? CanonicalForm.bmc(bmc) : ofNamed);
        if (other != null && !other.name().equals(host.name())) {
            add(host, taken(host, shown, other) + "; give each of them its \"system\"");
            return;
        }
        claim(
                named ? shown + " with the system " + bmc.system().named() : shown,
                CanonicalForm.system(bmc),
                host,
                owners);
        if (named) {
            owners.putIfAbsent(ofNamed, host);
        }
    }

    /**
     * @param what how messages call it
     * @param identity the same for whatever is the same, however it is spelled
     */
    private void claim(String what, String identity, HostSettings host, Map<String, HostSettings> owners) {
        HostSettings before = owners.putIfAbsent(identity, host);
        // A host that is described twice shares everything with itself, which is told once.
        if (before != null && !before.name().equals(host.name())) {
            add(host, taken(host, what, before));
        }
    }

    private static String taken(HostSettings host, String what, HostSettings owner) {
        return "host \"" + host.name() + "\" has " + what + ", which is of host \"" + owner.name() + "\" in "
                + place(owner.file(), owner.position()) + "; no two hosts share it";
    }

    private void switchesOf(List<HostSettings> hosts, List<SwitchSettings> switches) {
        List<String> names = switches.stream().map(SwitchSettings::name).toList();
        for (HostSettings host : hosts) {
            if (host.wiring().by() == WiringSettings.By.SWITCH
                    && host.wiring().switchName() != null
                    && !names.contains(host.wiring().switchName())) {
                add(
                        host,
                        "host \"" + host.name() + "\" is on switch \""
                                + host.wiring().switchName()
                                + "\", which is not under \"switches\""
                                + (names.isEmpty()
                                        ? "; describe it under \"switches\""
                                        : HostSettingsIndex.instead(
                                                host.wiring().switchName(), names)));
            }
        }
    }

    private void add(HostSettings host, String message) {
        mistakes.add(new Mistake(host.file(), host.position(), message));
    }

    private static String place(String file, Position position) {
        return file + " " + position;
    }
}
