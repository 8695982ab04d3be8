package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;

/** One UUID, as makers send it. */
public class SystemGuidTest {
    private static final UUID WANTED = UUID.fromString("4c4c4544-0042-4b80-80f4-b4c04f315331");

    @Test
    public void inTheOrderOfSmbios() {
        assertThat(decode("44454c4c4200804b80f4b4c04f315331")).contains(WANTED);
    }

    @Test
    public void asItIsWritten() {
        assertThat(decode("4c4c454400424b8080f4b4c04f315331")).contains(WANTED);
    }

    @Test
    public void lastByteFirstAsTheSpecificationWantsIt() {
        assertThat(decode("3153314fc0b4f480804b420044454c4c")).contains(WANTED);
    }

    @Test
    public void oneThatSaysNoOrderIsTakenAsSmbiosStoresIt() {
        assertThat(decode("000000000000000000000cc47a000001"))
                .contains(UUID.fromString("00000000-0000-0000-0000-0cc47a000001"));
    }

    @Test
    public void noneWhereTheMakerSetNone() {
        assertThat(decode("00".repeat(16))).isEmpty();
        assertThat(decode("ff".repeat(16))).isEmpty();
        assertThat(decode("44454c4c")).isEmpty();
    }

    private static Optional<UUID> decode(String hex) {
        return SystemGuid.decode(HexFormat.of().parseHex(hex));
    }
}
