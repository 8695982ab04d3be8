package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.console.Nearest;
import java.util.List;
import org.junit.Test;

public class NearestTest {
    private static final List<String> KEYS = List.of("name", "auth_url", "username", "password", "tenant", "token");

    @Test
    public void aLetterMissingTooManyWrongOrSwappedIsForgiven() {
        assertThat(Nearest.to("pasword", KEYS)).contains("password");
        assertThat(Nearest.to("tenantt", KEYS)).contains("tenant");
        assertThat(Nearest.to("nane", KEYS)).contains("name");
        assertThat(Nearest.to("usernmae", KEYS)).contains("username");
    }

    @Test
    public void caseAndDashesDoNotCount() {
        assertThat(Nearest.to("AUTH-URL", KEYS)).contains("auth_url");
    }

    @Test
    public void theNearestOfSeveralWins() {
        assertThat(Nearest.to("tokem", KEYS)).contains("token");
    }

    @Test
    public void aWordThatResemblesNoneHasNoNearest() {
        assertThat(Nearest.to("flavor", KEYS)).isEmpty();
        assertThat(Nearest.to("", KEYS)).isEmpty();
        assertThat(Nearest.to("token".repeat(100_000), KEYS)).isEmpty();
    }
}
