package io.jenkins.plugins.pumphouse.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import java.io.IOException;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class ControllerClassFilterTest {
    @Test
    public void plainValuesAndRecordsOfThePluginPass() throws Exception {
        Outcome outcome = new Outcome(
                "server",
                "web-1",
                "1",
                "2",
                Outcome.End.CREATED,
                "",
                1.5,
                Map.<String, Serializable>of("bytes", 7L, "kept", new ArrayList<>(List.of("name"))),
                true);

        assertThat(sent(new Outcome[] {outcome})).isEqualTo(new Outcome[] {outcome});
        assertThat(sent(new EnumMap<>(Map.of(DayOfWeek.MONDAY, Duration.ofMinutes(3)))))
                .isEqualTo(Map.of(DayOfWeek.MONDAY, Duration.ofMinutes(3)));
        assertThat(sent(new IOException("closed"))).isInstanceOf(IOException.class);
    }

    @Test
    public void whatJenkinsDoesNotNameIsRejected() {
        assertThatThrownBy(() -> sent(EnumSet.of(DayOfWeek.MONDAY)))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("Rejected: java.util.EnumSet$SerializationProxy");
        assertThatThrownBy(() -> sent(new TreeMap<>((Comparators & Serializable) String::compareTo)))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("java.lang.invoke.SerializedLambda");
    }

    @Test
    public void aClassOfALibraryIsRejected() throws Exception {
        Object tree = new ObjectMapper().readTree("{\"bytes\": 7}");

        assertThatThrownBy(() -> sent(tree))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("com.fasterxml.jackson");
    }

    private interface Comparators extends java.util.Comparator<String> {}

    private static Object sent(Object value) throws IOException {
        return Wire.fromAgent(Wire.write(value));
    }
}
