package io.jenkins.plugins.pumphouse.host.power;

import java.io.Serializable;
import java.util.Set;

/**
 * Which system of a BMC that manages several is a host's.
 *
 * @param named its id or path in the BMC, as the inventory says it; null for the one that the others tell
 * @param serial of the host, as the inventory says it; null if not known
 * @param macs of the host, in lower case with colons; empty if not known
 */
public record WantedSystem(String named, String serial, Set<String> macs) implements Serializable {

    /** The only one that there is. */
    public static final WantedSystem ANY = new WantedSystem(null, null, Set.of());

    public WantedSystem {
        macs = Set.copyOf(macs);
    }
}
