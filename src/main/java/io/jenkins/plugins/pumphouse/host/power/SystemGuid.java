package io.jenkins.plugins.pumphouse.host.power;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The 16 bytes with which a BMC answers Get System GUID (IPMI 2.0, 22.14) as a UUID. The specification wants them last
 * byte first; most makers send them as SMBIOS stores them, some as RFC 4122 writes them. The UUID's own version and
 * variant tell which order it is.
 */
final class SystemGuid {
    private static final int LENGTH = 16;

    private SystemGuid() {}

    /** Empty for what is not 16 bytes, or is all zeros or all ones as makers leave it where they set none. */
    static Optional<UUID> decode(byte[] bytes) {
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        UUID plain = plain(bytes);
        if (plain.equals(new UUID(0, 0)) || plain.equals(new UUID(-1, -1))) {
            return Optional.empty();
        }
        Stream<Function<byte[], UUID>> orders = Stream.of(SystemGuid::smbios, SystemGuid::plain, SystemGuid::reversed);
        return orders.map(order -> order.apply(bytes))
                .filter(SystemGuid::isProper)
                .findFirst()
                .or(() -> Optional.of(smbios(bytes)));
    }

    private static boolean isProper(UUID uuid) {
        return uuid.variant() == 2 && uuid.version() >= 1 && uuid.version() <= 5;
    }

    private static UUID plain(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** The first three fields with their lowest byte first (SMBIOS 7.2.1). */
    private static UUID smbios(byte[] bytes) {
        ByteBuffer low = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long high = (low.getInt() & 0xFFFFFFFFL) << 32 | (low.getShort() & 0xFFFFL) << 16 | low.getShort() & 0xFFFFL;
        return new UUID(high, low.order(ByteOrder.BIG_ENDIAN).getLong());
    }

    private static UUID reversed(byte[] bytes) {
        ByteBuffer low = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long last = low.getLong();
        return new UUID(low.getLong(), last);
    }
}
