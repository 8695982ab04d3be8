package io.jenkins.plugins.pumphouse.migration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class TranslationTest {
    private final Translation translation = new Translation();

    @Test
    public void whatIsStillToBeMadeHasAPlaceholderThatIsNoId() {
        String id = translation.id(Kind.PROJECT, "8f1c");

        assertThat(Translation.isPending(id)).isTrue();
        assertThat(id).isNotEqualTo("8f1c");
    }

    @Test
    public void whatWasLearntIsKnownInTheStrictViewToo() {
        Translation strict = translation.strict();
        translation.learn(Kind.PROJECT, "8f1c", "3ab2");

        assertThat(strict.id(Kind.PROJECT, "8f1c")).isEqualTo("3ab2");
        assertThat(Translation.isPending(strict.id(Kind.PROJECT, "8f1c"))).isFalse();
    }

    @Test
    public void theStrictViewNeverInventsAnId() {
        assertThatThrownBy(() -> translation.strict().id(Kind.PROJECT, "8f1c"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("project 8f1c")
                .hasMessageContaining("mapping");
    }

    @Test
    public void idsOfDifferentKindsAreDifferentObjects() {
        translation.learn(Kind.PROJECT, "1", "a");

        assertThat(translation.known(new Kind("flavor"), "1")).isEmpty();
    }

    @Test
    public void anEmptyReferenceStaysEmpty() {
        assertThat(translation.strict().id(Kind.PROJECT, null)).isNull();
    }

    @Test
    public void whatStandsForNothingIsToldWithBothClouds() {
        Translation between = Translation.between("old-os-1", "mira-os-1").strict();

        assertThatThrownBy(() -> between.id(new Kind("subnet"), "2976f7dd"))
                .hasMessage("No subnet of mira-os-1 stands for subnet 2976f7dd of old-os-1: it was not migrated."
                        + " Migrate it, or add it to mapping:.");
    }
}
