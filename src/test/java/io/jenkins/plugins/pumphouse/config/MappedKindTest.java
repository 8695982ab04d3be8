package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import org.junit.Test;

/** The key that a message tells the operator to write is the one that is read. */
public class MappedKindTest {
    @Test
    public void theFirstKeyOfEveryKindIsTheOneThatMessagesName() {
        for (MappedKind kind : MappedKind.values()) {
            assertThat(kind.keys().get(0).name()).isEqualTo(new Kind(kind.word()).mappingKey());
        }
    }
}
