package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.Test;

/** The serial number in what the maker wrote. */
public class FruTest {
    private static final int CHASSIS = 2;
    private static final int BOARD = 3;
    private static final int PRODUCT = 4;

    @Test
    public void thatOfTheProductCountsFirst() {
        assertThat(new Fru(with(PRODUCT, 3, text("Acme"), text("Node"), text("N-1"), text("2.0"), text("SN-12 ")))
                        .serial())
                .contains("SN-12");
    }

    @Test
    public void thatOfTheChassisWhereTheProductHasNone() {
        assertThat(new Fru(with(CHASSIS, 3, text("P-1"), text("SN-12"))).serial())
                .contains("SN-12");
    }

    @Test
    public void thatOfTheBoardWhereThereIsNothingElse() {
        assertThat(new Fru(with(BOARD, 6, text("Acme"), text("Board"), text("SN-12"))).serial())
                .contains("SN-12");
    }

    @Test
    public void packedIntoSixBits() {
        // A is 0x21, B 0x22, C 0x23, D 0x24: the first character lies in the lowest bits
        byte[] abcd = {
            (byte) 0x83, (byte) (0x21 | 0x22 << 6), (byte) (0x22 >> 2 | 0x23 << 4), (byte) (0x23 >> 4 | 0x24 << 2)
        };
        assertThat(new Fru(with(CHASSIS, 3, text("P-1"), abcd)).serial()).contains("ABCD");
    }

    @Test
    public void inDecimalDigits() {
        assertThat(new Fru(with(CHASSIS, 3, text("P-1"), new byte[] {0x42, 0x12, (byte) 0xB4})).serial())
                .contains("12-4");
    }

    @Test
    public void anEmptyOrDamagedOneHasNone() {
        assertThat(new Fru(new byte[0]).serial()).isEmpty();
        assertThat(new Fru(new byte[8]).serial()).isEmpty();
        assertThat(new Fru(new byte[] {1, 0, 0, 0, 9, 0, 0, 0}).serial()).isEqualTo(Optional.empty());
        assertThat(new Fru(with(CHASSIS, 3, text("P-1"), new byte[] {(byte) 0xFF})).serial())
                .isEmpty();
    }

    /** A header that points to one area, and the area. */
    private static byte[] with(int area, int before, byte[]... fields) {
        ByteArrayOutputStream fru = new ByteArrayOutputStream();
        byte[] header = new byte[8];
        header[0] = 1;
        header[area] = 1;
        fru.writeBytes(header);
        fru.writeBytes(new byte[before]);
        for (byte[] field : fields) {
            fru.writeBytes(field);
        }
        fru.write(0xC1);
        return fru.toByteArray();
    }

    private static byte[] text(String value) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.write(0xC0 | value.length());
        field.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
        return field.toByteArray();
    }
}
