package io.jenkins.plugins.pumphouse.machines.fuel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What shall go wrong inside Fuel, by the MAC of the machine, as ids change. What shall go wrong at its door is said by the faults. */
public final class Mishaps {
    enum Kind {
        PROVISION,
        DEPLOY,
        DISCOVER
    }

    private static final class Mishap {
        private final Kind kind;
        private final String mac;
        private final String text;
        private int left;

        private Mishap(Kind kind, String mac, String text, int left) {
            this.kind = kind;
            this.mac = mac;
            this.text = text;
            this.left = left;
        }
    }

    private final List<Mishap> mishaps = new ArrayList<>();

    /** So many of the machine's next provisionings fail. */
    public Mishaps provisioningFails(String mac, int times) {
        return add(new Mishap(Kind.PROVISION, mac, "Failed to provision", times));
    }

    /** So many of the machine's next deployments fail, in these words of Astute's. */
    public Mishaps deploymentFails(String mac, String text, int times) {
        return add(new Mishap(Kind.DEPLOY, mac, text, times));
    }

    /** The machine gets an address outside of the Admin network when it is discovered next, so it registers in error. */
    public Mishaps discoveredInError(String mac, int times) {
        return add(new Mishap(Kind.DISCOVER, mac, "IP address is outside of the admin network", times));
    }

    private synchronized Mishaps add(Mishap mishap) {
        mishaps.add(mishap);
        return this;
    }

    /** The text of a mishap that strikes now, which uses it up. */
    synchronized Optional<String> strike(Kind kind, NodeRow node) {
        for (Iterator<Mishap> each = mishaps.iterator(); each.hasNext();) {
            Mishap mishap = each.next();
            if (mishap.kind == kind && node.macs().contains(mishap.mac)) {
                if (--mishap.left == 0) {
                    each.remove();
                }
                return Optional.of(mishap.text);
            }
        }
        return Optional.empty();
    }
}
