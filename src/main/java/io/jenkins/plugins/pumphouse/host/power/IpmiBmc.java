package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.host.power.ipmi.Command;
import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException;
import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiSession;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A BMC over IPMI 2.0: the chassis commands (chapter 28) in a session that lasts. */
final class IpmiBmc implements Bmc {

    private static final int POWER_IS_ON = 0x01; // 28.2
    private static final Map<PowerAction, Integer> CONTROLS = Map.of( // 28.3
            PowerAction.OFF, 0,
            PowerAction.ON, 1,
            PowerAction.CYCLE, 2,
            PowerAction.RESET, 3,
            PowerAction.SOFT_OFF, 5);

    // Boot option parameters, table 28-14
    private static final int SET_IN_PROGRESS = 0;
    private static final int FLAG_CLEARING = 3;
    private static final int ACKNOWLEDGE = 4;
    private static final int FLAGS = 5;
    private static final int KEEP_FLAGS_LONGER_THAN_A_MINUTE = 0x08;

    private final LastingIpmiSession lasting;

    private IpmiBmc(BmcAccess access) {
        this.lasting = new LastingIpmiSession(access);
    }

    static IpmiBmc open(BmcAccess access) {
        IpmiBmc bmc = new IpmiBmc(access);
        bmc.lasting.ask(IpmiSession::suite);
        return bmc;
    }

    @Override
    public Power power() {
        return lasting.ask(
                session -> (session.ask(Command.CHASSIS_STATUS)[0] & POWER_IS_ON) == 0 ? Power.OFF : Power.ON);
    }

    /** CYCLE and RESET are sent once: a machine that starts from the network must not be reset again while it does. */
    @Override
    public void turn(PowerAction action) {
        byte control = CONTROLS.get(action).byteValue();
        if (action.repeatable()) {
            lasting.ask(session -> session.ask(Command.CHASSIS_CONTROL, control));
        } else {
            lasting.askOnce(session -> session.askOnce(Command.CHASSIS_CONTROL, control));
        }
    }

    @Override
    public BootDevice boot() {
        return lasting.ask(session -> BootFlags.decode(flags(session)));
    }

    @Override
    public void boot(BootDevice wanted) {
        BootFlags.tellable(wanted);
        lasting.ask(session -> {
            Firmware present =
                    wanted.firmware() == null ? BootFlags.decode(flags(session)).firmware() : null;
            offer(session, SET_IN_PROGRESS, 1);
            offer(session, ACKNOWLEDGE, 1, 1); // the firmware has not handled these flags yet
            offer(session, FLAG_CLEARING, KEEP_FLAGS_LONGER_THAN_A_MINUTE);
            try {
                byte[] flags = BootFlags.encode(wanted, present);
                session.ask(Command.SET_BOOT_OPTIONS, (byte) FLAGS, flags[0], flags[1], flags[2], flags[3], flags[4]);
            } finally {
                offer(session, SET_IN_PROGRESS, 0);
            }
            return wanted;
        });
    }

    /** Sets a parameter that a BMC need not have. */
    private static void offer(IpmiSession session, int parameter, int... data) throws IpmiException {
        byte[] bytes = new byte[data.length + 1];
        bytes[0] = (byte) parameter;
        for (int i = 0; i < data.length; i++) {
            bytes[i + 1] = (byte) data[i];
        }
        optional(session, Command.SET_BOOT_OPTIONS, bytes);
    }

    private static byte[] flags(IpmiSession session) throws IpmiException {
        byte[] answer = session.ask(Command.BOOT_OPTIONS, (byte) FLAGS, (byte) 0, (byte) 0);
        return Arrays.copyOfRange(answer, 2, 2 + BootFlags.LENGTH); // behind version and parameter (28.13)
    }

    @Override
    public MachineIdentity identity() {
        return lasting.ask(session -> {
            Optional<byte[]> guid = optional(session, Command.SYSTEM_GUID);
            UUID uuid = guid.flatMap(SystemGuid::decode).orElse(null);
            String serial = Fru.read((command, data) -> optional(session, command, data))
                    .flatMap(Fru::serial)
                    .orElse(null);
            return new MachineIdentity(serial, uuid, Set.of());
        });
    }

    /** What the BMC says, or nothing when it refuses. */
    private static Optional<byte[]> optional(IpmiSession session, Command command, byte... data) throws IpmiException {
        try {
            return Optional.of(session.ask(command, data));
        } catch (IpmiException e) {
            if (e.reason() == Reason.REFUSED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        lasting.close();
    }
}
