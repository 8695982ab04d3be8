package io.jenkins.plugins.pumphouse.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What must hold between the hosts and switches of all files. Most of all that no two hosts share a BMC, a MAC address or a port of a
 * switch: otherwise the move of one host powers off or rewires another, which has servers on it.
 */
final class Collisions {
    private final List<Mistake> mistakes = new ArrayList<>();

    private Collisions() {}

    /** Everything that does not fit, in no order. */
    static List<Mistake> between(List<HostSettings> hosts, List<SwitchSettings> switches) {
        Collisions collisions = new Collisions();
        collisions.names(hosts, switches);
        collisions.shared(hosts);
        collisions.switchesOf(hosts, switches);
        return collisions.mistakes;
    }

    private void names(List<HostSettings> hosts, List<SwitchSettings> switches) {
        Map<String, HostSettings> byName = new HashMap<>();
        for (HostSettings host : hosts) {
            HostSettings before = byName.putIfAbsent(host.name(), host);
            if (before != null) {
                add(host, "host \"" + host.name() + "\" is described twice, first in " + place(before.file(), before.position())
                        + "; keep one");
            }
        }
        Map<String, SwitchSettings> switchByName = new HashMap<>();
        for (SwitchSettings one : switches) {
            SwitchSettings before = switchByName.putIfAbsent(one.name(), one);
            if (before != null) {
                mistakes.add(new Mistake(
                        one.file(),
                        one.position(),
                        "switch \"" + one.name() + "\" is described twice, first in " + place(before.file(), before.position())
                                + "; keep one"));
            }
        }
    }

    private void shared(List<HostSettings> hosts) {
        Map<String, HostSettings> owners = new HashMap<>();
        for (HostSettings host : hosts) {
            if (host.bmc() != null) {
                String bmc = "the BMC " + host.bmc().address().toLowerCase(Locale.ROOT)
                        + (host.bmc().port() == 0 ? "" : ":" + host.bmc().port());
                claim(bmc, host, owners);
            }
            host.macs().forEach(mac -> claim("the MAC address " + mac, host, owners));
            if (host.serial() != null) {
                claim("the serial " + host.serial(), host, owners);
            }
            if (host.switchName() != null) {
                host.ports().forEach(port -> claim("port " + port + " of switch " + host.switchName(), host, owners));
            }
        }
    }

    private void claim(String what, HostSettings host, Map<String, HostSettings> owners) {
        HostSettings before = owners.putIfAbsent(what, host);
        // A host that is described twice shares everything with itself, which is told once.
        if (before != null && !before.name().equals(host.name())) {
            add(host, "host \"" + host.name() + "\" has " + what + ", which is of host \"" + before.name() + "\" in "
                    + place(before.file(), before.position()) + "; no two machines share it");
        }
    }

    private void switchesOf(List<HostSettings> hosts, List<SwitchSettings> switches) {
        List<String> names = switches.stream().map(SwitchSettings::name).toList();
        for (HostSettings host : hosts) {
            if (host.wiring() == HostSettings.Wiring.SWITCH && host.switchName() != null && !names.contains(host.switchName())) {
                add(host, "host \"" + host.name() + "\" is on switch \"" + host.switchName() + "\", which is not under \"switches\""
                        + (names.isEmpty() ? "; describe it there" : Hosts.instead(host.switchName(), names)));
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
