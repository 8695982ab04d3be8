package io.jenkins.plugins.pumphouse.migration.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Options;
import org.junit.Test;

/** A cloud that tells no status of a server is answered in words, and never by an exception of Java's. */
public class UnknownStateTest {
    @Test
    public void aServerWithoutAStatusIsNeitherMovableNorShelvedNorAsleep() {
        assertThat(ServerState.isMovable(null, Options.Paused.STOP)).isFalse();
        assertThat(ServerState.isShelved(null)).isFalse();
        assertThat(ServerState.isOnOrOff(null)).isFalse();
        assertThat(ServerState.waking(null)).isEmpty();
        assertThat(ServerState.goal(null, Options.Paused.RESUME)).isNull();
    }
}
