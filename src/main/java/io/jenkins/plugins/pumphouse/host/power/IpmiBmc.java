package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.host.power.ipmi.Command;
import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException;
import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiSession;
import io.jenkins.plugins.pumphouse.host.power.ipmi.Suite;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A BMC over IPMI 2.0: the chassis commands (chapter 28) in a session that is made anew when the BMC forgot it. */
final class IpmiBmc implements Bmc {
    /** A BMC ends an idle session after 60 s, give or take 3 (IPMI 2.0, 6.12.15); some sooner. */
    private static final long LONGEST_IDLE = Duration.ofSeconds(30).toNanos();

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

    private final BmcAccess access;
    private final IpmiFailures failures;
    private IpmiSession session;
    private Suite suite;
    private long used;

    private IpmiBmc(BmcAccess access) {
        this.access = access;
        this.failures = new IpmiFailures(access);
    }

    static IpmiBmc open(BmcAccess access) {
        IpmiBmc bmc = new IpmiBmc(access);
        bmc.ask(IpmiSession::suite);
        return bmc;
    }

    @Override
    public Power power() {
        return ask(session -> (session.ask(Command.CHASSIS_STATUS)[0] & POWER_IS_ON) == 0 ? Power.OFF : Power.ON);
    }

    /** CYCLE and RESET are sent once: a machine that starts from the network must not be reset again while it does. */
    @Override
    public void turn(PowerAction action) {
        byte control = CONTROLS.get(action).byteValue();
        if (action.repeatable()) {
            ask(session -> session.ask(Command.CHASSIS_CONTROL, control));
        } else {
            askOnce(session -> session.askOnce(Command.CHASSIS_CONTROL, control));
        }
    }

    @Override
    public BootDevice boot() {
        return ask(session -> BootFlags.decode(flags(session)));
    }

    @Override
    public void boot(BootDevice wanted) {
        BootFlags.tellable(wanted);
        ask(session -> {
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
        return ask(session -> {
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

    @FunctionalInterface
    private interface Question<T> {
        T in(IpmiSession session) throws IpmiException;
    }

    /**
     * A session that a BMC has forgotten (it was restarted) looks like one that does not answer: then the question is
     * asked in a new one.
     */
    private <T> T ask(Question<T> question) {
        boolean old = session != null;
        try {
            return tryOnce(question);
        } catch (IpmiException e) {
            if (!old || e.reason() != Reason.SILENT) {
                throw failures.of(e);
            }
        }
        return askOnce(question);
    }

    private <T> T askOnce(Question<T> question) {
        try {
            return tryOnce(question);
        } catch (IpmiException e) {
            throw failures.of(e);
        }
    }

    private <T> T tryOnce(Question<T> question) throws IpmiException {
        try {
            T answer = question.in(session());
            used = System.nanoTime();
            return answer;
        } catch (IpmiException e) {
            if (e.completionCode() == 0 && session != null) {
                session.abandon(); // the next question is asked in a new session
                session = null;
            }
            throw e;
        }
    }

    private IpmiSession session() throws IpmiException {
        if (session != null && System.nanoTime() - used > LONGEST_IDLE) {
            close();
        }
        if (session == null) {
            session = suite == null ? firstSession() : session(suite);
            suite = session.suite();
        }
        return session;
    }

    /** Where the suite is left open, the better one that the BMC has. */
    private IpmiSession firstSession() throws IpmiException {
        if (access.suite() != 0) {
            return session(access.suite() == Suite.SHA1.id() ? Suite.SHA1 : Suite.SHA256);
        }
        try {
            return session(Suite.SHA256);
        } catch (IpmiException e) {
            if (e.reason() != Reason.WRONG_SUITE) {
                throw e;
            }
            return session(Suite.SHA1);
        }
    }

    private IpmiSession session(Suite wanted) throws IpmiException {
        return IpmiSession.open(
                access.address(), access.port(), access.username(), access.password(), wanted, access.timeout());
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
