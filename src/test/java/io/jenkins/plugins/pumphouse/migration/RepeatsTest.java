package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** Of lines that say the same, the first are shown and the others counted. */
public class RepeatsTest {
    private static final String IN_CONFLICT = ", which is in conflict";

    private final Repeats repeats = new Repeats();

    @Test
    public void theSameReasonIsCounted() {
        assertThat(shown(21, "the quota does not allow it")).isEqualTo(3);
        assertThat(repeats.hidden()).containsExactly("!  18 more: the quota does not allow it");
    }

    @Test
    public void whatWaitsForOneObjectIsCounted() {
        assertThat(shown(21, "needs network private" + IN_CONFLICT)).isEqualTo(3);
        assertThat(repeats.hidden()).containsExactly("!  18 more wait for network private" + IN_CONFLICT);
    }

    @Test
    public void oneThatWaitsIsOne() {
        shown(4, "needs network private, which failed");

        assertThat(repeats.hidden()).containsExactly("!  1 more waits for network private, which failed");
    }

    @Test
    public void ofNinetyObjectsThatOthersWaitForTheFirstAreNamedInOneLine() {
        int shown = 0;
        for (int group = 1; group <= 90; group++) {
            shown += shown(4, "needs security group app-" + group + IN_CONFLICT);
        }

        assertThat(shown).isEqualTo(3);
        assertThat(repeats.hidden())
                .containsExactly("!  357 more wait for security group app-1, security group app-2, security group app-3"
                        + " and 87 others, which are in conflict");
        assertThat(repeats.hidden()).isEmpty();
    }

    private int shown(int times, String text) {
        int shown = 0;
        for (int i = 0; i < times; i++) {
            shown += repeats.isShown('!', text) ? 1 : 0;
        }
        return shown;
    }
}
