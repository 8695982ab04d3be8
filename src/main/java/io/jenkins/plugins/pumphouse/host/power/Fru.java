package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.host.power.ipmi.Command;
import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the maker wrote about the machine (FRU device 0), in the format of "Platform Management FRU Information Storage
 * Definition" 1.0.
 */
final class Fru {
    private static final int LONGEST = 4096;
    private static final int CHUNK = 16; // every BMC has room for this much in an answer
    private static final int END_OF_FIELDS = 0xC1;
    private static final int TYPE = 0xC0;
    private static final int BCD = 0x40;
    private static final int SIX_BIT = 0x80;
    private static final int TEXT = 0xC0;

    private final byte[] bytes;

    Fru(byte[] bytes) {
        this.bytes = bytes;
    }

    /** How the BMC is asked; empty when it does not have what is asked for. */
    @FunctionalInterface
    interface Question {
        Optional<byte[]> ask(Command command, byte... data) throws IpmiException;
    }

    /** Reads all of it; empty when the BMC has none. */
    static Optional<Fru> read(Question bmc) throws IpmiException {
        Optional<byte[]> area = bmc.ask(Command.FRU_AREA, (byte) 0);
        if (area.isEmpty() || area.get().length < 3 || (area.get()[2] & 1) != 0) { // addressed by words: nobody does
            return Optional.empty();
        }
        int size = Math.min(LONGEST, area.get()[0] & 0xFF | (area.get()[1] & 0xFF) << 8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < size) {
            int next = Math.min(CHUNK, size - all.size());
            Optional<byte[]> part =
                    bmc.ask(Command.READ_FRU, (byte) 0, (byte) all.size(), (byte) (all.size() >> 8), (byte) next);
            if (part.isEmpty() || part.get().length < 2) {
                break; // some announce more than they have
            }
            all.write(part.get(), 1, part.get().length - 1);
        }
        return Optional.of(new Fru(all.toByteArray()));
    }

    /** The system's serial number: of the product, else of the chassis, else of the board. */
    Optional<String> serial() {
        return field(4, 3, 4).or(() -> field(2, 3, 1)).or(() -> field(3, 6, 2));
    }

    /**
     * @param pointer where the common header says where the area lies, in units of 8 bytes
     * @param first where the fields begin in the area
     */
    private Optional<String> field(int pointer, int first, int index) {
        int area = pointer < bytes.length ? (bytes[pointer] & 0xFF) * 8 : 0;
        if (area == 0) {
            return Optional.empty();
        }
        List<String> fields = fields(area + first);
        return index < fields.size() ? SerialNumber.of(fields.get(index)) : Optional.empty();
    }

    private List<String> fields(int from) {
        List<String> fields = new ArrayList<>();
        int at = from;
        while (at < bytes.length && (bytes[at] & 0xFF) != END_OF_FIELDS) {
            int length = bytes[at] & ~TYPE & 0xFF;
            if (at + 1 + length > bytes.length) {
                break;
            }
            fields.add(text(bytes[at] & TYPE, at + 1, length));
            at += 1 + length;
        }
        return fields;
    }

    private String text(int type, int from, int length) {
        return switch (type) {
            case TEXT -> new String(bytes, from, length, StandardCharsets.ISO_8859_1).replace("\0", "");
            case SIX_BIT -> sixBit(from, length);
            case BCD -> bcd(from, length);
            default -> "";
        };
    }

    /** Four characters in three bytes, lowest bits first (13.2). */
    private String sixBit(int from, int length) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit + 6 <= length * 8; bit += 6) {
            int at = from + bit / 8;
            int pair = bytes[at] & 0xFF | (at + 1 < bytes.length ? (bytes[at + 1] & 0xFF) << 8 : 0);
            text.append((char) (' ' + (pair >> bit % 8 & 0x3F)));
        }
        return text.toString();
    }

    private String bcd(int from, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < from + length; i++) {
            text.append("0123456789 -.:,_".charAt(bytes[i] >> 4 & 0x0F))
                    .append("0123456789 -.:,_".charAt(bytes[i] & 0x0F));
        }
        return text.toString();
    }
}
