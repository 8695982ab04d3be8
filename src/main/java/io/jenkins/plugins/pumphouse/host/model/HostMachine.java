package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The computer that is a host: what tells it from others, and how it is powered and booted. Holds a secret.
 *
 * @param bmc its management controller; null if the inventory describes none
 * @param macs of its interfaces, lower case with colons; empty to ask the BMC or the source's Fuel
 * @param serial its serial number, to be compared with what the BMC says; null if not known
 * @param trusted whether the BMC is believed to be this machine's where neither serial number nor MACs can prove it
 * @param firmware how it is to boot; null = as it is set
 * @param persistentPxe whether it boots from the network only if told so for every start
 */
public record HostMachine(
        BmcAccess bmc,
        Set<String> macs,
        String serial,
        boolean trusted,
        BootDevice.Firmware firmware,
        boolean persistentPxe)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the MACs; their order stays. A BMC of several machines learns which one is meant. */
    public HostMachine {
        bmc = bmc == null ? null : bmc.ofMachine(serial, macs);
        macs = Collections.unmodifiableSet(new LinkedHashSet<>(macs));
    }

    /** The same, with the secret of its BMC. */
    public HostMachine with(BmcAccess resolved) {
        return new HostMachine(resolved, macs, serial, trusted, firmware, persistentPxe);
    }
}
