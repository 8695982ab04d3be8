package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.Test;

/** A serial number tells one machine from all others; what stands where a maker wrote none does not. */
public class SerialNumberTest {
    @Test
    public void whatMakersLeaveInItsPlaceIsNone() {
        for (String filler : List.of(
                "To be filled by O.E.M.",
                "To Be Filled By OEM",
                "Default string",
                "None",
                " N/A ",
                "Not Specified",
                "System Serial Number",
                "Chassis Serial Number",
                "unknown",
                "00000000",
                "000-000",
                "xxxxxxxxxx",
                "0123456789",
                "123456789",
                "1234567890",
                "To be filled by O.E.M. by more string",
                "03000200-0400-0500-0006-000700080009",
                "00020003-0004-0005-0006-000700080009",
                "00000000-0000-0000-0000-000000000000",
                "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
                "00010203-0405-0607-0809-0A0B0C0D0E0F",
                "12345678-1234-5678-90AB-CDDEEFAABBCC",
                "0123456789ABCDEF",
                "..............")) {
            assertThat(SerialNumber.of(filler)).as(filler).isEmpty();
        }
    }

    @Test
    public void whatAMakerWroteIsOneWithoutTheBlanksAroundIt() {
        for (String serial : List.of("CZJ1260T9K", "S12345X67890123", "7654321", "12345", "A0000001", "SN-1")) {
            assertThat(SerialNumber.of("  " + serial + " ")).contains(serial);
        }
        assertThat(SerialNumber.of(null)).isEmpty();
        assertThat(SerialNumber.of("  ")).isEmpty();
    }

    @Test
    public void aBmcThatTellsAFillerTellsNoSerialNumber() {
        assertThat(new MachineIdentity("Default string", null, Set.of()).serial())
                .isNull();
    }
}
