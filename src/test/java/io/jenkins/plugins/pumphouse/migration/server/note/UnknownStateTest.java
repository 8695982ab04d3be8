package io.jenkins.plugins.pumphouse.migration.server.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServiceTime;
import java.time.Instant;
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

    @Test
    public void aTimeThatIsNoneIsNamedWithItsObject() {
        ObjectNode action = new ObjectMapper().createObjectNode().put("start_time", 7);

        assertThatThrownBy(() -> ServiceTime.of(action, "start_time", "An action of server 42 on old"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("An action of server 42 on old: the service says that its start_time is 7");
        assertThat(ServiceTime.of(action.put("start_time", "2026-01-02T03:04:05.000000"), "start_time", ""))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    }
}
