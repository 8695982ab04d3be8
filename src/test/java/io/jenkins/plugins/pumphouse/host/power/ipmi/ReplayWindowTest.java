package io.jenkins.plugins.pumphouse.host.power.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    @Test
    public void eachNumberCountsOnce() {
        for (int number : new int[] {1, 2, 3}) {
            assertThat(window.admits(number)).isTrue();
            assertThat(window.admits(number)).isFalse();
        }
        assertThat(window.admits(1)).isFalse();
    }

    @Test
    public void aLateOneStillCounts() {
        assertThat(window.admits(1)).isTrue();
        assertThat(window.admits(10)).isTrue();
        assertThat(window.admits(5)).isTrue();
        assertThat(window.admits(5)).isFalse();
    }

    @Test
    public void oneFarBehindDoesNot() {
        assertThat(window.admits(100)).isTrue();
        assertThat(window.admits(69)).isTrue();
        assertThat(window.admits(68)).isFalse();
    }

    @Test
    public void aBmcMayBeginAnywhereAndGoOnBeyondTheHighestNumber() {
        assertThat(window.admits(-2)).isTrue();
        assertThat(window.admits(-1)).isTrue();
        assertThat(window.admits(0)).isTrue();
        assertThat(window.admits(1)).isTrue();
        assertThat(window.admits(-1)).isFalse();
    }
}
