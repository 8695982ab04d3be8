package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.Test;

public class MachineIdentityTest {
    private static final UUID TOLD = UUID.fromString("44454c4c-4200-1034-8030-b4c04f315331");

    private static MachineIdentity told(UUID uuid) {
        return new MachineIdentity(null, uuid, Set.of());
    }

    @Test
    public void oneSystemIsRecognisedInEachOrderOfBytes() {
        assertThat(told(TOLD).hasUuid("44454C4C-4200-1034-8030-B4C04F315331")).isTrue();
        assertThat(told(TOLD).hasUuid("4c4c4544-0042-3410-8030-b4c04f315331")).isTrue();
        assertThat(told(TOLD).hasUuid("3153314f-c0b4-3080-3410-00424c4c4544")).isTrue();
    }

    @Test
    public void anotherSystemNoneAndAFillerProveNothing() {
        UUID filler = UUID.fromString("03000200-0400-0500-0006-000700080009");
        assertThat(told(TOLD).hasUuid("44454c4c-4200-1034-8030-b4c04f315332")).isFalse();
        assertThat(told(TOLD).hasUuid(null)).isFalse();
        assertThat(told(null).hasUuid("44454c4c-4200-1034-8030-b4c04f315331")).isFalse();
        assertThat(told(filler).hasUuid(filler.toString())).isFalse();
    }
}
