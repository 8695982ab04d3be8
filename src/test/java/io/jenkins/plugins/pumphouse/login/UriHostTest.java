package io.jenkins.plugins.pumphouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** How a host stands in a URI. */
public class UriHostTest {
    @Test
    public void onlyAnAddressOfIpv6GetsBrackets() {
        assertThat(UriHost.of("bmc-12.example.com")).isEqualTo("bmc-12.example.com");
        assertThat(UriHost.of("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(UriHost.of("2001:db8::7")).isEqualTo("[2001:db8::7]");
    }

    @Test
    public void anAddressThatHasBracketsGetsNoMore() {
        assertThat(UriHost.of("[2001:db8::7]")).isEqualTo("[2001:db8::7]");
    }
}
