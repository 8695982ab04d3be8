package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a rollback of a build may mean. */
public class CreatedSelectionTest {
    @Test
    public void aRunThatHasCreatedNothingNeverMeansEverything() {
        assertThatThrownBy(() -> Selection.ofCreated(List.of())).isInstanceOf(IllegalArgumentException.class);

        CreatedObject network = new CreatedObject("network", "demo", "id-1", "id-2", Map.of(), Map.of());
        assertThat(Selection.ofCreated(List.of(network)).created()).containsExactly(network);
    }
}
