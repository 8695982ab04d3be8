package io.jenkins.plugins.pumphouse.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;

/** The way out that a failure names. */
public final class WayOut {
    private WayOut() {}

    /** For {@code assertThatThrownBy(...).satisfies(...)}. */
    public static Consumer<Throwable> is(Remedy remedy) {
        return failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        RemediableException.class,
                        remediable -> assertThat(remediable.remedy()).isEqualTo(remedy));
    }
}
