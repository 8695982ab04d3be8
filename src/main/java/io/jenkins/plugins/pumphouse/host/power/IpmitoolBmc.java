package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A BMC through the program ipmitool: a process for each call, and what it prints. It repeats a lost question by
 * itself, a reset too.
 */
final class IpmitoolBmc implements Bmc {
    private static final Map<PowerAction, String> ACTIONS = Map.of(
            PowerAction.ON, "on",
            PowerAction.OFF, "off",
            PowerAction.SOFT_OFF, "soft",
            PowerAction.CYCLE, "cycle",
            PowerAction.RESET, "reset");
    private static final Map<Device, String> DEVICES = Map.of(
            Device.NONE, "none",
            Device.PXE, "pxe",
            Device.DISK, "disk",
            Device.CDROM, "cdrom",
            Device.SETUP, "bios");

    private static final Pattern POWER = Pattern.compile("Chassis Power is (on|off)");
    private static final Pattern FLAGS = Pattern.compile("Boot parameter data: ([0-9a-fA-F]{4,})");
    private static final Pattern GUID = Pattern.compile("System GUID\\s*: ([0-9a-fA-F-]{36})");
    private static final List<Pattern> SERIALS = Stream.of("Product", "Chassis", "Board")
            .map(area -> Pattern.compile(area + " Serial\\s*: (\\S.*)"))
            .toList();

    private final BmcAccess access;
    private final Ipmitool ipmitool;
    private final IpmitoolFailures failures;
    private String privilege = "ADMINISTRATOR";
    private int suite;

    private IpmitoolBmc(BmcAccess access, String program) {
        this.access = access;
        this.ipmitool = new Ipmitool(program, access);
        this.failures = new IpmitoolFailures(access);
        this.suite = access.suite() == 0 ? 17 : access.suite();
    }

    static IpmitoolBmc open(BmcAccess access) {
        return open(access, "ipmitool");
    }

    static IpmitoolBmc open(BmcAccess access, String program) {
        IpmitoolBmc bmc = new IpmitoolBmc(access, program);
        bmc.failures.unlessThereIsABmc(); // ipmitool itself takes its time over a closed port
        bmc.login();
        return bmc;
    }

    /** Finds the suite and the privilege that the BMC grants, each tried downwards. */
    private void login() {
        Ipmitool.Result result = run("chassis", "power", "status");
        IpmitoolVerdict verdict = IpmitoolVerdict.of(result);
        if (verdict == IpmitoolVerdict.WRONG_SUITE && access.suite() == 0 && suite == 17) {
            suite = 3;
            login();
        } else if (verdict == IpmitoolVerdict.WRONG_PRIVILEGE && privilege.equals("ADMINISTRATOR")) {
            privilege = "OPERATOR";
            login();
        } else if (verdict != IpmitoolVerdict.DONE) {
            throw failures.of(result);
        }
    }

    @Override
    public Power power() {
        return find(POWER, ask("chassis", "power", "status")).equals("on") ? Power.ON : Power.OFF;
    }

    @Override
    public void turn(PowerAction action) {
        ask("chassis", "power", ACTIONS.get(action));
    }

    @Override
    public BootDevice boot() {
        return BootFlags.decode(HexFormat.of().parseHex(find(FLAGS, ask("chassis", "bootparam", "get", "5"))));
    }

    @Override
    public void boot(BootDevice wanted) {
        BootFlags.tellable(wanted);
        Firmware firmware = wanted.firmware() == null ? boot().firmware() : wanted.firmware();
        List<String> options = new ArrayList<>();
        if (wanted.persistent()) {
            options.add("persistent");
        }
        if (firmware == Firmware.UEFI) {
            options.add("efiboot");
        }
        String device = DEVICES.get(wanted.device());
        if (options.isEmpty()) {
            ask("chassis", "bootdev", device);
        } else {
            ask("chassis", "bootdev", device, "options=" + String.join(",", options));
        }
    }

    @Override
    public MachineIdentity identity() {
        UUID uuid = optional("mc", "guid")
                .flatMap(said -> first(GUID, said))
                .map(UUID::fromString)
                .orElse(null);
        String fru = optional("fru", "print", "0").orElse("");
        String serial = SERIALS.stream()
                .flatMap(pattern -> first(pattern, fru).flatMap(SerialNumber::of).stream())
                .findFirst()
                .orElse(null);
        return new MachineIdentity(serial, uuid, Set.of());
    }

    /** Nothing to end: every call is a session of its own. */
    @Override
    public void close() {}

    private Ipmitool.Result run(String... command) {
        return ipmitool.run(suite, privilege, List.of(command));
    }

    private String ask(String... command) {
        Ipmitool.Result result = run(command);
        if (IpmitoolVerdict.of(result) != IpmitoolVerdict.DONE) {
            throw failures.of(result);
        }
        return result.output();
    }

    /** What is said, or nothing when the BMC does not have it. */
    private Optional<String> optional(String... command) {
        try {
            return Optional.of(ask(command));
        } catch (BmcException.Refused e) {
            return Optional.empty();
        }
    }

    private String find(Pattern pattern, String output) {
        return first(pattern, output).orElseThrow(() -> failures.notUnderstood(output));
    }

    private static Optional<String> first(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
