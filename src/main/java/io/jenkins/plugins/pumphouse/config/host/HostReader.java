package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.host.WiringSettings.By;
import io.jenkins.plugins.pumphouse.config.yaml.EntriesForm;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.model.AggregatePlan;
import io.jenkins.plugins.pumphouse.host.model.HostMachine;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The keys of one host, and what must hold between them and the defaults. */
public final class HostReader {
    private final String file;
    private final Mistakes mistakes;
    private final Mistakes warnings;

    public HostReader(String file, Mistakes mistakes, Mistakes warnings) {
        this.file = file;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /** Holds what must hold between the keys of the defaults alone, so that no host repeats it. */
    public void checkDefaults(Values defaults) {
        new BmcReader(null, mistakes, warnings)
                .checkDefaults(defaults.orElse(HostKeys.BMC_DEFAULTS, Values.NONE), "\"bmc\" of the host defaults");
        if (defaults.orElse(HostKeys.INTERFACES, Map.of()).values().stream().anyMatch(nic -> nic.mac() != null)) {
            mistakes.add(
                    defaults.at(HostKeys.INTERFACES),
                    "\"interfaces\" of the host defaults hold a \"hwaddr\"; write it at each host");
        }
    }

    /**
     * The defaults of a file over those of the file that names it; each key counts alone, also within {@code bmc} and
     * {@code timeouts}.
     */
    public static Values merged(Values defaults, Values outer) {
        Values bmc = BmcReader.merged(
                defaults.orElse(HostKeys.BMC_DEFAULTS, Values.NONE), outer.orElse(HostKeys.BMC_DEFAULTS, Values.NONE));
        Values timeouts =
                defaults.orElse(HostKeys.TIMEOUTS, Values.NONE).over(outer.orElse(HostKeys.TIMEOUTS, Values.NONE));
        return defaults.over(outer).with(HostKeys.BMC_DEFAULTS, bmc).with(HostKeys.TIMEOUTS, timeouts);
    }

    /** Reads one host: what it says itself over the defaults. */
    public HostSettings read(String name, EntriesForm.Entry<Values> entry, Values defaults) {
        String subject = "host \"" + name + "\"";
        Values own = entry.value();
        Values values = own.over(defaults);
        Map<String, InterfacesForm.Interface> interfaces = own.orElse(HostKeys.INTERFACES, Map.of());
        return new HostSettings(
                name,
                new HostMachine(
                        bmc(name, own, defaults).orElse(null),
                        macs(own, interfaces),
                        own.get(HostKeys.SERIAL),
                        own.orElse(HostKeys.TRUST, false),
                        values.get(HostKeys.FIRMWARE),
                        values.orElse(HostKeys.PERSISTENT_PXE, false)),
                wiring(own, values, subject),
                NodePlanReader.read(values, interfaces, defaults),
                new AggregatePlan(values.orElse(HostKeys.AGGREGATES, List.of()), values.get(HostKeys.ZONE)),
                timeouts(own, defaults),
                new LinkedHashSet<>(own.orElse(HostKeys.EMPTIED, List.of())),
                file,
                Position.of(entry.key().getStartMark()));
    }

    private Optional<BmcAccess> bmc(String name, Values own, Values defaults) {
        String subject = "host \"" + name + "\"";
        BmcReader bmcs = new BmcReader(name, mistakes, warnings);
        Values shared = defaults.orElse(HostKeys.BMC_DEFAULTS, Values.NONE);
        if (own.has(HostKeys.BMC) && own.has(HostKeys.IPMI)) {
            mistakes.add(
                    own.at(HostKeys.IPMI), subject + " has \"bmc\" and \"ipmi\", which mean the same; keep \"bmc\"");
        }
        if (own.get(HostKeys.BMC) != null) {
            return bmcs.read(own.get(HostKeys.BMC), shared, "\"bmc\" of " + subject);
        }
        return Optional.ofNullable(own.get(HostKeys.IPMI))
                .flatMap(ipmi -> bmcs.readOriginal(ipmi, shared, "\"ipmi\" of " + subject));
    }

    /** Those listed, and those of the interfaces; one that is in both counts once. */
    private static Set<String> macs(Values own, Map<String, InterfacesForm.Interface> interfaces) {
        Set<String> macs = new LinkedHashSet<>(own.orElse(HostKeys.MACS, List.of()));
        interfaces.values().stream()
                .map(InterfacesForm.Interface::mac)
                .filter(Objects::nonNull)
                .forEach(macs::add);
        return macs;
    }

    private WiringSettings wiring(Values own, Values values, String subject) {
        By by = values.orElse(HostKeys.WIRING, values.has(HostKeys.SWITCH) ? By.SWITCH : By.NONE);
        if (by == By.SWITCH) {
            String otherwise = "; add it, or say wiring: none where no switch has to be set";
            if (!values.has(HostKeys.SWITCH)) {
                mistakes.add(
                        values.at(HostKeys.WIRING), subject + " has \"wiring: switch\" but no \"switch\"" + otherwise);
            }
            if (!own.has(HostKeys.PORTS)) {
                mistakes.add(own.at(HostKeys.SWITCH), subject + " has a switch but no \"ports\" on it" + otherwise);
            }
            if (!values.has(HostKeys.VLAN)) {
                mistakes.add(
                        own.at(HostKeys.SWITCH),
                        subject + " has a switch but no \"vlan\", the one of Fuel's Admin network" + otherwise);
            }
        }
        return new WiringSettings(
                by, values.get(HostKeys.SWITCH), own.orElse(HostKeys.PORTS, List.of()), values.get(HostKeys.VLAN));
    }

    private static Map<String, Duration> timeouts(Values own, Values defaults) {
        return PhaseTimeouts.of(
                own.orElse(HostKeys.TIMEOUTS, Values.NONE).over(defaults.orElse(HostKeys.TIMEOUTS, Values.NONE)));
    }
}
