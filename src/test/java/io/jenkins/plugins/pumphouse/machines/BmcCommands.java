package io.jenkins.plugins.pumphouse.machines;

import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.host.power.PowerAction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the commands of IPMI do to a machine. */
final class BmcCommands {
    private static final byte[] OK = {0};
    private static final byte[] INVALID_COMMAND = {(byte) 0xC1};
    private static final byte[] NOT_PRESENT = {(byte) 0xCB};
    private static final byte[] OUT_OF_RANGE = {(byte) 0xC9};
    private static final byte[] NOT_NOW = {(byte) 0xD5};
    private static final byte[] NOT_ALLOWED = {(byte) 0xD4};
    private static final byte[] ABOVE_LIMIT = {(byte) 0x81};
    private static final List<Device> DEVICES =
            List.of(Device.NONE, Device.PXE, Device.DISK, Device.OTHER, Device.OTHER, Device.CDROM, Device.SETUP);

    private static final int CHASSIS_CONTROL = 0x0002;
    private static final byte SOFT_OFF = 5;

    private final Machine machine;
    private final Map<Integer, Queue<Integer>> codes = new ConcurrentHashMap<>();
    private volatile int softOffRefusal;

    BmcCommands(Machine machine) {
        this.machine = machine;
    }

    /**
     * The next answers to a command, by network function and number, are these completion codes; 0 for what it does as
     * usual.
     */
    void answers(int command, Integer... next) {
        codes.computeIfAbsent(command, any -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    /** @param code with which a soft shutdown is refused; 0 for a BMC that has it */
    void refusesSoftOff(int code) {
        softOffRefusal = code;
    }

    private int refusal(int command, byte[] data) {
        if (command == CHASSIS_CONTROL && data[0] == SOFT_OFF && softOffRefusal != 0) {
            return softOffRefusal;
        }
        Integer next =
                codes.getOrDefault(command, new ConcurrentLinkedQueue<>()).poll();
        return next == null ? 0 : next;
    }

    /**
     * @param limit the user's privilege: 2 user, 3 operator, 4 administrator
     * @return completion code and data
     */
    byte[] handle(int function, int number, byte[] data, int limit) {
        int refusal = refusal(function << 8 | number, data);
        return refusal != 0
                ? new byte[] {(byte) refusal}
                : switch (function << 8 | number) {
                    case 0x0001 -> new byte[] {0, (byte) (machine.readPower() == Power.ON ? 0x21 : 0x20), 0, 0};
                    case CHASSIS_CONTROL -> limit < 3 ? NOT_ALLOWED : control(data[0]);
                    case 0x0008 -> limit < 3 ? NOT_ALLOWED : setBoot(data);
                    case 0x0009 -> boot(data[0]);
                    case 0x0601 -> new byte[] {0, 0x20, 1, 2, 0, 2, 0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0};
                    case 0x0637 -> machine.uuid() == null ? INVALID_COMMAND : with(OK, guid());
                    case 0x063B -> data[0] > limit ? ABOVE_LIMIT : new byte[] {0, data[0]};
                    case 0x0A10 -> machine.serial() == null ? NOT_PRESENT : with(OK, size());
                    case 0x0A11 -> machine.serial() == null ? NOT_PRESENT : readFru(data);
                    default -> INVALID_COMMAND;
                };
    }

    /** As SMBIOS stores a UUID, which is how most makers send it. */
    byte[] guid() {
        UUID uuid = machine.uuid() == null ? new UUID(0, 0) : machine.uuid();
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        long high = uuid.getMostSignificantBits();
        bytes.putInt((int) (high >> 32)).putShort((short) (high >> 16)).putShort((short) high);
        return bytes.order(ByteOrder.BIG_ENDIAN)
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private byte[] control(int wanted) {
        PowerAction action = switch (wanted) {
            case 0 -> PowerAction.OFF;
            case 1 -> PowerAction.ON;
            case 2 -> PowerAction.CYCLE;
            case 3 -> PowerAction.RESET;
            case 5 -> PowerAction.SOFT_OFF;
            default -> null;
        };
        return action == null ? OUT_OF_RANGE : machine.turn(action) ? OK : NOT_NOW;
    }

    private byte[] setBoot(byte[] data) {
        if (data[0] == 5) {
            int selector = data[2] >> 2 & 0x0F;
            boolean valid = (data[1] & 0x80) != 0;
            machine.boot(new BootDevice(
                    valid && selector < DEVICES.size() ? DEVICES.get(selector) : valid ? Device.OTHER : Device.NONE,
                    valid && (data[1] & 0x40) != 0,
                    (data[1] & 0x20) != 0 ? Firmware.UEFI : Firmware.BIOS));
        }
        return OK;
    }

    private byte[] boot(int parameter) {
        BootDevice boot = machine.readBoot();
        int flags = (boot.device() == Device.NONE ? 0 : 0x80)
                | (boot.persistent() ? 0x40 : 0)
                | (boot.firmware() == Firmware.UEFI ? 0x20 : 0);
        return parameter == 5
                ? new byte[] {0, 1, 5, (byte) flags, (byte) (Math.max(0, DEVICES.indexOf(boot.device())) << 2), 0, 0, 0}
                : new byte[] {(byte) 0x80};
    }

    private byte[] size() {
        return new byte[] {(byte) fru().length, (byte) (fru().length >> 8), 0};
    }

    private byte[] readFru(byte[] data) {
        byte[] fru = fru();
        int from = data[1] & 0xFF | (data[2] & 0xFF) << 8;
        int to = Math.min(fru.length, from + (data[3] & 0xFF));
        return from >= to ? OUT_OF_RANGE : with(new byte[] {0, (byte) (to - from)}, Arrays.copyOfRange(fru, from, to));
    }

    /** A common header and a product area with maker, name, model, version and serial. */
    private byte[] fru() {
        ByteArrayOutputStream area = new ByteArrayOutputStream();
        area.writeBytes(new byte[] {1, 0, 0});
        for (String field : List.of("Acme", "Node", "N-1", "2.0", machine.serial())) {
            area.write(0xC0 | field.length());
            area.writeBytes(field.getBytes(StandardCharsets.ISO_8859_1));
        }
        area.write(0xC1);
        while (area.size() % 8 != 7) {
            area.write(0);
        }
        byte[] product = Arrays.copyOf(area.toByteArray(), area.size() + 1);
        product[1] = (byte) (product.length / 8);
        return with(checked(new byte[] {1, 0, 0, 0, 1, 0, 0, 0}), checked(product));
    }

    private static byte[] checked(byte[] bytes) {
        int sum = 0;
        for (byte each : bytes) {
            sum += each;
        }
        bytes[bytes.length - 1] = (byte) -sum;
        return bytes;
    }

    private static byte[] with(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
