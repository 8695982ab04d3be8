package io.jenkins.plugins.pumphouse.host.power;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;

/**
 * What a BMC says of the machine that it manages, so that one can see whether it is the wanted one.
 *
 * @param serial the maker's serial number of the system; null when the BMC has none, or only a {@linkplain SerialNumber
 *     text that many machines have}
 * @param uuid the system's UUID as its operating system shows it (SMBIOS); null when the BMC has none. IPMI does not
 *     tell in which order it sends the bytes, so one that differs proves less than a serial number that differs
 * @param macs of the machine's own network interfaces (not the BMC's), in lower case with colons; empty when the BMC
 *     does not know them
 */
public record MachineIdentity(String serial, UUID uuid, Set<String> macs) implements Serializable {

    public MachineIdentity {
        serial = SerialNumber.of(serial).orElse(null);
        macs = Set.copyOf(macs);
    }
}
