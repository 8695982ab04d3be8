package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.host.HostSettings.Wiring;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.EntriesForm;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarsForm;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.config.yaml.UnusedForm;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.fuel.layout.DiskRule;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The keys of one host, and what must hold between them and the defaults. */
public final class HostReader {
    private static final Form<List<String>> TEXTS = new ScalarsForm<>(Scalars.TEXT);

    private static final ConfigKey<Values> BMC =
            ConfigKey.of("bmc", new SectionForm(BmcReader.BMC, "{address: 10.1.0.12, credentials: bmc-rack3}"));
    private static final ConfigKey<Values> BMC_DEFAULTS =
            ConfigKey.of("bmc", new SectionForm(BmcReader.DEFAULTS, "{driver: ipmi, credentials: bmc-rack3}"));
    private static final ConfigKey<Values> IPMI = ConfigKey.of(
            "ipmi", new SectionForm(BmcReader.ORIGINAL, "{auth: {user: admin, password: secret}, host: 10.1.0.12}"));
    private static final ConfigKey<Firmware> FIRMWARE = ConfigKey.of(
                    "firmware",
                    Scalars.oneOf(Map.of("bios", Firmware.BIOS, "uefi", Firmware.UEFI), List.of("bios", "uefi")))
            .commonMisnames("boot_mode");
    private static final ConfigKey<Boolean> PERSISTENT_PXE = ConfigKey.of("persistent_pxe", Scalars.FLAG);
    private static final ConfigKey<List<String>> MACS =
            ConfigKey.of("macs", new ScalarsForm<>(HostScalars.MAC)).commonMisnames("mac", "mac_addresses", "hwaddr");
    private static final ConfigKey<String> SERIAL =
            ConfigKey.of("serial", Scalars.TEXT).commonMisnames("serial_number");
    private static final ConfigKey<Boolean> TRUST = ConfigKey.of("trust", Scalars.FLAG);
    private static final ConfigKey<Wiring> WIRING = ConfigKey.of(
            "wiring", Scalars.oneOf(Map.of("none", Wiring.NONE, "switch", Wiring.SWITCH), List.of("none", "switch")));
    private static final ConfigKey<String> SWITCH =
            ConfigKey.of("switch", Scalars.TEXT).commonMisnames("switch_name");
    private static final ConfigKey<List<String>> PORTS =
            ConfigKey.of("ports", TEXTS).commonMisnames("port", "switch_port", "switch_ports");
    private static final ConfigKey<Integer> VLAN =
            ConfigKey.of("vlan", HostScalars.VLAN).commonMisnames("admin_vlan");
    private static final ConfigKey<List<String>> ROLES =
            ConfigKey.of("roles", TEXTS).commonMisnames("role");
    private static final ConfigKey<String> ENVIRONMENT =
            ConfigKey.of("environment", Scalars.TEXT).commonMisnames("env", "cluster", "fuel_environment");
    private static final ConfigKey<HostSettings.Template> TEMPLATE =
            ConfigKey.of("template", new TemplateForm()).commonMisnames("template_node", "like");
    private static final ConfigKey<Boolean> RENAME =
            ConfigKey.of("rename", Scalars.FLAG).commonMisnames("hostname", "keep_name");
    private static final ConfigKey<Map<String, String>> LABELS =
            ConfigKey.of("labels", new LabelsForm()).commonMisnames("label");
    private static final ConfigKey<String> NODE_GROUP =
            ConfigKey.of("node_group", Scalars.TEXT).commonMisnames("group", "nodegroup", "rack");
    private static final ConfigKey<List<String>> EMPTIED = ConfigKey.of(
                    "emptied", new ScalarsForm<>(HostScalars.STORAGE_ROLE))
            .commonMisnames("storage_emptied", "emptied_roles");
    private static final ConfigKey<List<DiskRule>> DISKS =
            ConfigKey.of("disks", new DisksForm()).commonMisnames("volumes");
    private static final ConfigKey<Map<String, InterfacesForm.Interface>> INTERFACES =
            ConfigKey.of("interfaces", new InterfacesForm()).commonMisnames("nics");
    private static final ConfigKey<List<String>> AGGREGATES =
            ConfigKey.of("aggregates", TEXTS).commonMisnames("aggregate");
    private static final ConfigKey<String> ZONE =
            ConfigKey.of("zone", Scalars.TEXT).commonMisnames("az", "availability_zone");
    private static final ConfigKey<Values> TIMEOUTS =
            ConfigKey.of("timeouts", new SectionForm(PhaseTimeouts.PHASES, "{discover: 20m, deploy: 3h}"));

    private static final Section COMMON = Section.of(
            FIRMWARE,
            PERSISTENT_PXE,
            WIRING,
            SWITCH,
            VLAN,
            ROLES,
            ENVIRONMENT,
            TEMPLATE,
            RENAME,
            LABELS,
            NODE_GROUP,
            DISKS,
            INTERFACES,
            AGGREGATES,
            ZONE,
            TIMEOUTS);

    public static final Section HOST = Section.of(BMC, IPMI, MACS, SERIAL, TRUST, PORTS, EMPTIED)
            .with(COMMON)
            .with(Section.of(
                    ConfigKey.of("gw", new UnusedForm()),
                    ConfigKey.of("ns", new UnusedForm()),
                    ConfigKey.of("notes", new UnusedForm())));

    /** What many hosts have in common; nothing that only one machine can have. */
    public static final Section DEFAULTS = Section.of(BMC_DEFAULTS)
            .with(COMMON)
            .without(MACS, "each host has its own")
            .without(SERIAL, "each host has its own")
            .without(TRUST, "each host is trusted for itself")
            .without(PORTS, "each host has its own")
            .without(EMPTIED, "say it for each host whose data has left")
            .without(IPMI, "each host has its own; what they share goes into \"bmc\"");

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
                .checkDefaults(defaults.orElse(BMC_DEFAULTS, Values.NONE), "\"bmc\" of the host defaults");
        if (defaults.orElse(INTERFACES, Map.of()).values().stream().anyMatch(nic -> nic.mac() != null)) {
            mistakes.add(
                    defaults.at(INTERFACES),
                    "\"interfaces\" of the host defaults hold a \"hwaddr\"; each host has its own");
        }
    }

    /**
     * The defaults of a file over those of the file that names it; each key counts alone, also within {@code bmc} and
     * {@code timeouts}.
     */
    public static Values merged(Values defaults, Values outer) {
        Values bmc =
                BmcReader.merged(defaults.orElse(BMC_DEFAULTS, Values.NONE), outer.orElse(BMC_DEFAULTS, Values.NONE));
        Values timeouts = defaults.orElse(TIMEOUTS, Values.NONE).over(outer.orElse(TIMEOUTS, Values.NONE));
        return defaults.over(outer).with(BMC_DEFAULTS, bmc).with(TIMEOUTS, timeouts);
    }

    /** Reads one host: what it says itself over the defaults. */
    public HostSettings read(String name, EntriesForm.Entry<Values> entry, Values defaults) {
        String subject = "host \"" + name + "\"";
        Values own = entry.value();
        Values values = own.over(defaults);
        Map<String, InterfacesForm.Interface> interfaces = own.orElse(INTERFACES, Map.of());
        Map<String, List<String>> networks = networks(interfaces);
        return new HostSettings(
                name,
                bmc(name, own, defaults).orElse(null),
                values.get(FIRMWARE),
                values.orElse(PERSISTENT_PXE, false),
                macs(own, interfaces),
                own.get(SERIAL),
                own.orElse(TRUST, false),
                wiring(own, values, subject),
                values.get(SWITCH),
                own.orElse(PORTS, List.of()),
                values.get(VLAN),
                new LinkedHashSet<>(values.orElse(ROLES, List.of())),
                values.get(ENVIRONMENT),
                values.orElse(TEMPLATE, HostSettings.Template.NONE),
                values.orElse(DISKS, List.of()),
                networks.isEmpty() ? networks(defaults.orElse(INTERFACES, Map.of())) : networks,
                values.orElse(AGGREGATES, List.of()),
                values.get(ZONE),
                timeouts(own, defaults),
                new NodeSettings(values.orElse(RENAME, true), values.orElse(LABELS, Map.of()), values.get(NODE_GROUP)),
                new LinkedHashSet<>(own.orElse(EMPTIED, List.of())),
                file,
                Position.of(entry.key().getStartMark()));
    }

    private Optional<BmcAccess> bmc(String name, Values own, Values defaults) {
        String subject = "host \"" + name + "\"";
        BmcReader bmcs = new BmcReader(name, mistakes, warnings);
        Values shared = defaults.orElse(BMC_DEFAULTS, Values.NONE);
        if (own.has(BMC) && own.has(IPMI)) {
            mistakes.add(own.at(IPMI), subject + " has \"bmc\" and \"ipmi\", which mean the same; keep \"bmc\"");
        }
        if (own.get(BMC) != null) {
            return bmcs.read(own.get(BMC), shared, "\"bmc\" of " + subject);
        }
        return Optional.ofNullable(own.get(IPMI))
                .flatMap(ipmi -> bmcs.readOriginal(ipmi, shared, "\"ipmi\" of " + subject));
    }

    /** Those listed, and those of the interfaces; one that is in both counts once. */
    private static Set<String> macs(Values own, Map<String, InterfacesForm.Interface> interfaces) {
        Set<String> macs = new LinkedHashSet<>(own.orElse(MACS, List.of()));
        interfaces.values().stream()
                .map(InterfacesForm.Interface::mac)
                .filter(Objects::nonNull)
                .forEach(macs::add);
        return macs;
    }

    private static Map<String, List<String>> networks(Map<String, InterfacesForm.Interface> interfaces) {
        Map<String, List<String>> networks = new LinkedHashMap<>();
        interfaces.forEach((name, nic) -> {
            if (!nic.networks().isEmpty()) {
                networks.put(name, nic.networks());
            }
        });
        return networks;
    }

    private Wiring wiring(Values own, Values values, String subject) {
        Wiring wiring = values.orElse(WIRING, values.has(SWITCH) ? Wiring.SWITCH : Wiring.NONE);
        if (wiring == Wiring.SWITCH) {
            String otherwise = "; add it, or say wiring: none where no switch has to be set";
            if (!values.has(SWITCH)) {
                mistakes.add(values.at(WIRING), subject + " has \"wiring: switch\" but no \"switch\"" + otherwise);
            }
            if (!own.has(PORTS)) {
                mistakes.add(own.at(SWITCH), subject + " has a switch but no \"ports\" on it" + otherwise);
            }
            if (!values.has(VLAN)) {
                mistakes.add(
                        own.at(SWITCH),
                        subject + " has a switch but no \"vlan\", the one of Fuel's Admin network" + otherwise);
            }
        }
        return wiring;
    }

    private static Map<String, Duration> timeouts(Values own, Values defaults) {
        return PhaseTimeouts.of(own.orElse(TIMEOUTS, Values.NONE).over(defaults.orElse(TIMEOUTS, Values.NONE)));
    }
}
