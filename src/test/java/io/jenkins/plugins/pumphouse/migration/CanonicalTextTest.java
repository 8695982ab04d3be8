package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.network.neutron.WrittenAddresses.canonical;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** The one text of an address, as Python's netaddr writes it. */
public class CanonicalTextTest {
    @Test
    public void macsAreInLowerCaseWithColons() {
        assertThat(canonical("FA:16:3E:0A:0B:0C")).isEqualTo("fa:16:3e:0a:0b:0c");
        assertThat(canonical("FA-16-3E-0A-0B-0C")).isEqualTo("fa:16:3e:0a:0b:0c");
    }

    @Test
    public void theLongestRunOfZerosIsLeftOutAndASingleOneStays() {
        assertThat(canonical("2001:DB8:0:0:1:0:0:0")).isEqualTo("2001:db8:0:0:1::");
        assertThat(canonical("2001:0db8::0001")).isEqualTo("2001:db8::1");
        assertThat(canonical("0:0:0:0:0:0:0:0/0")).isEqualTo("::/0");
        assertThat(canonical("::1")).isEqualTo("::1");
        assertThat(canonical("2001:db8:0:1:1:1:1:1")).isEqualTo("2001:db8:0:1:1:1:1:1");
        assertThat(canonical("2001:db8:0:0:1:0:0:1/64")).isEqualTo("2001:db8::1:0:0:1/64");
    }

    @Test
    public void aShortRangeOfIpv4IsCompleted() {
        assertThat(canonical("10/8")).isEqualTo("10.0.0.0/8");
        assertThat(canonical("192.168/16")).isEqualTo("192.168.0.0/16");
        assertThat(canonical("10.1.2.3/8")).isEqualTo("10.1.2.3/8");
    }

    @Test
    public void whatIsNoAddressStays() {
        for (String text :
                new String[] {"", "fe80::1%eth0", "web:80", "::ffff:10.0.0.1", "10.0.0.1", "12:34", "a::b::c"}) {
            assertThat(canonical(text)).isEqualTo(text);
        }
    }
}
