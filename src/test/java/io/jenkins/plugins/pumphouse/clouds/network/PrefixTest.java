package io.jenkins.plugins.pumphouse.clouds.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class PrefixTest {
    @Test
    public void hostBitsAreCleared() {
        assertThat(Prefix.of("10.0.0.5/24")).hasToString("Optional[10.0.0.0/24]");
        assertThat(Prefix.of("10.0.0.5")).hasToString("Optional[10.0.0.5/32]");
    }

    @Test
    public void theLongestRunOfZerosIsLeftOutOfAnIpv6Address() {
        assertThat(Prefix.of("fd77:0:0:0:0:0:0:1/128")).hasToString("Optional[fd77::1/128]");
        assertThat(Prefix.of("2001:db8:0:1:0:0:0:1")).hasToString("Optional[2001:db8:0:1::1/128]");
        assertThat(Prefix.of("::/0")).hasToString("Optional[::/0]");
        assertThat(Prefix.of("fd00::/8")).hasToString("Optional[fd00::/8]");
        assertThat(Prefix.of("::1")).hasToString("Optional[::1/128]");
    }

    @Test
    public void whatIsNoRangeIsNone() {
        assertThat(Prefix.of("junk")).isEmpty();
        assertThat(Prefix.of("10.0.0.0/33")).isEmpty();
        assertThat(Prefix.of("10.0.0/24")).isEmpty();
        assertThat(Prefix.of("300.0.0.1")).isEmpty();
    }

    @Test
    public void rangesOverlapWhenOneHoldsTheOther() {
        Prefix wide = Prefix.of("10.0.0.0/8").orElseThrow();
        assertThat(wide.overlaps(Prefix.of("10.1.0.0/24").orElseThrow())).isTrue();
        assertThat(wide.overlaps(Prefix.of("11.0.0.0/24").orElseThrow())).isFalse();
        assertThat(wide.contains("10.255.255.255")).isTrue();
        assertThat(wide.contains("fd00::1")).isFalse();
    }
}
