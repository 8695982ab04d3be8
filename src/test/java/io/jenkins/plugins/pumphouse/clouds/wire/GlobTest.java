package io.jenkins.plugins.pumphouse.clouds.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class GlobTest {
    @Test
    public void aStarStaysWithinASegment() {
        assertThat(Glob.matches("/v2/images/*/file", "/v2/images/1234/file")).isTrue();
        assertThat(Glob.matches("/v2/images/*", "/v2/images/1234/file")).isFalse();
        assertThat(Glob.matches("web-*", "web-1")).isTrue();
    }

    @Test
    public void twoStarsCrossSegments() {
        assertThat(Glob.matches("/v2.1/**", "/v2.1/servers/1234/action")).isTrue();
        assertThat(Glob.matches("**/action", "/v2.1/servers/1234/action")).isTrue();
    }

    @Test
    public void everythingElseIsMeantLiterally() {
        assertThat(Glob.matches("/v2.1/servers", "/v2x1/servers")).isFalse();
    }
}
