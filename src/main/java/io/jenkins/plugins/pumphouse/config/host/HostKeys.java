package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.host.WiringSettings.By;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.EntriesForm;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarsForm;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.config.yaml.UnusedForm;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.fuel.layout.DiskRule;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import java.util.List;
import java.util.Map;

/** The table of the keys that a host and the defaults of hosts may have. */
public final class HostKeys {
    private static final Form<List<String>> TEXTS = new ScalarsForm<>(Scalars.TEXT);

    static final ConfigKey<Values> BMC =
            ConfigKey.of("bmc", new SectionForm(BmcReader.BMC, "{address: 10.1.0.12, credentials: bmc-rack3}"));
    static final ConfigKey<Values> BMC_DEFAULTS =
            ConfigKey.of("bmc", new SectionForm(BmcReader.DEFAULTS, "{driver: ipmi, credentials: bmc-rack3}"));
    static final ConfigKey<Values> IPMI = ConfigKey.of(
            "ipmi", new SectionForm(BmcReader.ORIGINAL, "{auth: {user: admin, password: secret}, host: 10.1.0.12}"));
    static final ConfigKey<Firmware> FIRMWARE = ConfigKey.of(
                    "firmware",
                    Scalars.oneOf(Map.of("bios", Firmware.BIOS, "uefi", Firmware.UEFI), List.of("bios", "uefi")))
            .commonMisnames("boot_mode");
    static final ConfigKey<Boolean> PERSISTENT_PXE = ConfigKey.of("persistent_pxe", Scalars.FLAG);
    static final ConfigKey<List<String>> MACS =
            ConfigKey.of("macs", new ScalarsForm<>(HostScalars.MAC)).commonMisnames("mac", "mac_addresses", "hwaddr");
    static final ConfigKey<String> SERIAL = ConfigKey.of("serial", Scalars.TEXT).commonMisnames("serial_number");
    static final ConfigKey<Boolean> TRUST = ConfigKey.of("trust", Scalars.FLAG);
    static final ConfigKey<By> WIRING = ConfigKey.of(
            "wiring", Scalars.oneOf(Map.of("none", By.NONE, "switch", By.SWITCH), List.of("none", "switch")));
    static final ConfigKey<String> SWITCH = ConfigKey.of("switch", Scalars.TEXT).commonMisnames("switch_name");
    static final ConfigKey<List<String>> PORTS =
            ConfigKey.of("ports", TEXTS).commonMisnames("port", "switch_port", "switch_ports");
    static final ConfigKey<Integer> VLAN =
            ConfigKey.of("vlan", HostScalars.VLAN).commonMisnames("admin_vlan");
    static final ConfigKey<List<String>> ROLES = ConfigKey.of("roles", TEXTS).commonMisnames("role");
    static final ConfigKey<String> ENVIRONMENT =
            ConfigKey.of("environment", Scalars.TEXT).commonMisnames("env", "cluster", "fuel_environment");
    static final ConfigKey<TemplateForm.Template> TEMPLATE =
            ConfigKey.of("template", new TemplateForm()).commonMisnames("template_node", "like");
    static final ConfigKey<Boolean> RENAME =
            ConfigKey.of("rename", Scalars.FLAG).commonMisnames("hostname", "keep_name");
    static final ConfigKey<Map<String, String>> LABELS = ConfigKey.of(
                    "labels",
                    new EntriesForm<>(Scalars.TEXT, "label", Scalars.TEXT, "{rack: '3', owner: storage}", true)
                            .values())
            .commonMisnames("label");
    static final ConfigKey<String> NODE_GROUP =
            ConfigKey.of("node_group", Scalars.TEXT).commonMisnames("group", "nodegroup", "rack");
    static final ConfigKey<List<String>> EMPTIED = ConfigKey.of("emptied", new ScalarsForm<>(HostScalars.STORAGE_ROLE))
            .commonMisnames("storage_emptied", "emptied_roles");
    static final ConfigKey<List<DiskRule>> DISKS =
            ConfigKey.of("disks", new DisksForm()).commonMisnames("volumes");
    static final ConfigKey<Map<String, InterfacesForm.Interface>> INTERFACES =
            ConfigKey.of("interfaces", InterfacesForm.FORM).commonMisnames("nics");
    static final ConfigKey<List<String>> AGGREGATES =
            ConfigKey.of("aggregates", TEXTS).commonMisnames("aggregate");
    static final ConfigKey<String> ZONE = ConfigKey.of("zone", Scalars.TEXT).commonMisnames("az", "availability_zone");
    static final ConfigKey<Values> TIMEOUTS =
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

    private HostKeys() {}
}
