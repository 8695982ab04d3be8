package io.jenkins.plugins.pumphouse.host.power;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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

    /**
     * Whether it is the system with this UUID, which BMC, firmware and operating system write in different orders of
     * its bytes.
     *
     * @param other as an operating system shows it; null or a maker's filler for none
     */
    public boolean hasUuid(String other) {
        if (uuid == null || SerialNumber.of(other).isEmpty() || SerialNumber.isFiller(uuid.toString())) {
            return false;
        }
        return Stream.of(uuid, lowFirst(uuid), lastFirst(uuid))
                .anyMatch(order -> bare(order.toString()).equals(bare(other)));
    }

    private static String bare(String uuid) {
        return uuid.strip().toLowerCase(Locale.ROOT).replace("-", "");
    }

    /** The first three fields with their lowest byte first (SMBIOS 7.2.1). */
    private static UUID lowFirst(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        ByteBuffer fields = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        return new UUID(fields.order(ByteOrder.BIG_ENDIAN).getLong(0), uuid.getLeastSignificantBits());
    }

    private static UUID lastFirst(UUID uuid) {
        return new UUID(
                Long.reverseBytes(uuid.getLeastSignificantBits()), Long.reverseBytes(uuid.getMostSignificantBits()));
    }
}
