package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.power.MachineIdentity;
import io.jenkins.plugins.pumphouse.host.power.SerialNumber;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a BMC says of its machine, compared with what the inventory says of a host.
 *
 * @param machine of the inventory
 * @param told by the BMC
 */
public record MachineProof(HostMachine machine, MachineIdentity told) {

    /** Whether two sets of MACs are one machine's: neither has a MAC that the other, larger one lacks. */
    public static boolean areOneMachines(Set<String> some, Set<String> others) {
        return !Collections.disjoint(some, others) && (some.containsAll(others) || others.containsAll(some));
    }

    public boolean isSameSerial() {
        return machine.serial() != null
                && told.serial() != null
                && machine.serial().strip().equalsIgnoreCase(told.serial());
    }

    public boolean isOtherSerial() {
        return machine.serial() != null && told.serial() != null && !isSameSerial();
    }

    public boolean hasOtherMacs() {
        return !machine.macs().isEmpty() && !told.macs().isEmpty() && Collections.disjoint(machine.macs(), told.macs());
    }

    /** Whether the machine itself proves, by its serial number or its MACs, that the BMC is the host's. */
    public boolean isGiven() {
        return isSameSerial() || areOneMachines(machine.macs(), told.macs());
    }

    /** Whether Fuel would find the machine by MACs that only a BMC has told to which nothing ties the host. */
    public boolean isByTrustAlone() {
        return machine.trusted() && machine.macs().isEmpty() && !told.macs().isEmpty() && !isSameSerial();
    }

    /** Why it is not given, as two clauses. */
    public String missing() {
        return missingSerial() + ", and " + missingMacs();
    }

    private String missingSerial() {
        if (machine.serial() == null) {
            return "the inventory has no serial number";
        }
        return SerialNumber.isFiller(machine.serial())
                ? "the serial number \"" + machine.serial()
                        + "\" of the inventory is a maker's filler, which many machines have"
                : "the BMC does not tell the serial number";
    }

    private String missingMacs() {
        if (told.macs().isEmpty()) {
            return "the BMC tells no MACs";
        }
        return machine.macs().isEmpty()
                ? "the inventory has no MACs"
                : "the BMC tells " + listed(told.macs()) + ", of which the inventory has only some, beside others: "
                        + listed(machine.macs());
    }

    private static String listed(Set<String> macs) {
        return String.join(", ", new TreeSet<>(macs));
    }

    /** What to write into the inventory, as far as the BMC tells it; empty if it tells nothing. */
    public String entries() {
        return Stream.of(
                        told.serial() == null ? null : "serial: \"" + told.serial() + "\"",
                        told.macs().isEmpty()
                                ? null
                                : "macs: [\"" + String.join("\", \"", new TreeSet<>(told.macs())) + "\"]")
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" or "));
    }
}
