package io.jenkins.plugins.pumphouse.host.power.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.Test;

/** A packet that somebody touched on its way is no packet. */
public class KeysTest {
    private static final byte[] SESSION_KEY = "a key of both sides".getBytes(StandardCharsets.US_ASCII);

    @Test
    public void whatOneSideSealsTheOtherUnseals() {
        for (Suite suite : Suite.values()) {
            for (int length = 0; length < 40; length++) {
                byte[] message = new byte[length];
                Arrays.fill(message, (byte) length);
                byte[] packet = console(suite).seal(1, message);
                assertThat(bmc(suite).unseal(packet))
                        .as(suite + ", " + length + " bytes")
                        .hasValue(message);
                assertThat(packet.length % 4).as("whole words").isZero();
            }
        }
    }

    @Test
    public void aPacketWithOneChangedBitIsNotUnsealed() {
        for (Suite suite : Suite.values()) {
            byte[] packet = console(suite).seal(1, new byte[] {1, 2, 3});
            for (int bit = 0; bit < packet.length * 8; bit++) {
                byte[] changed = packet.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(bmc(suite).unseal(changed))
                        .as(suite + ", bit " + bit)
                        .isEmpty();
            }
        }
    }

    @Test
    public void aPacketThatIsCutOffIsNotUnsealed() {
        byte[] packet = console(Suite.SHA256).seal(1, new byte[] {1, 2, 3});
        for (int length = 0; length < packet.length; length++) {
            assertThat(bmc(Suite.SHA256).unseal(Arrays.copyOf(packet, length)))
                    .as(length + " bytes")
                    .isEmpty();
        }
    }

    @Test
    public void noTwoPacketsOfTheSameMessageAreAlike() {
        Keys keys = console(Suite.SHA1);
        assertThat(keys.seal(1, new byte[] {1})).isNotEqualTo(keys.seal(1, new byte[] {1}));
    }

    private static Keys console(Suite suite) {
        return new Keys(suite, SESSION_KEY, 7, 9);
    }

    private static Keys bmc(Suite suite) {
        return new Keys(suite, SESSION_KEY, 9, 7);
    }
}
