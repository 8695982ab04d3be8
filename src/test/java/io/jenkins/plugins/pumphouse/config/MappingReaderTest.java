package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.Map;
import org.junit.Test;

/** A mapping in a file of its own is read as the one of a configuration is. */
public class MappingReaderTest {

    @Test
    public void itHasTheKindsAtItsTopLevel() {
        assertThat(MappingReader.read("wave.yaml", "flavors: {m1.small: c1, 42: 0017}\ntenants:\n  demo: skip\n"))
                .isEqualTo(Map.of("flavor", Map.of("m1.small", "c1", "42", "0017"), "project", Map.of("demo", "skip")));
    }

    @Test
    public void everyMistakeIsToldWithItsPlace() {
        assertThatThrownBy(() -> MappingReader.read(
                        "wave.yaml", "flavours: {a: b}\nroles: {a: b, a: c}\ntenants: {x: y}\nprojects: {x: z}\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "wave.yaml line 1, column 1: unknown key \"flavours\" in the mapping; did you mean \"flavors\"?")
                .hasMessageContaining("wave.yaml line 2, column 15: \"a\" of \"roles\" of the mapping is given twice")
                .hasMessageContaining("wave.yaml line 3, column 1: \"x\" is mapped under \"tenants\" and under"
                        + " \"projects\", which means the same; keep one");
    }

    @Test
    public void theKeyOfAConfigurationIsAnsweredWithWhatToWrite() {
        assertThatThrownBy(() -> MappingReader.read("wave.yaml", "mapping:\n  flavors: {a: b}\n"))
                .hasMessageContaining(
                        "wave.yaml line 1, column 1: unknown key \"mapping\" in the mapping; the whole file"
                                + " is the mapping; write the kinds at its top level");
    }

    @Test
    public void aFileWithoutAMapIsRefused() {
        assertThatThrownBy(() -> MappingReader.read("wave.yaml", "# nothing yet\n"))
                .hasMessageContaining("wave.yaml: is empty; it must be a map such as flavors: {m1.small: c1}");
        assertThatThrownBy(() -> MappingReader.read("wave.yaml", "- flavors\n"))
                .hasMessageContaining(
                        "wave.yaml line 1, column 1: must be a map such as flavors: {m1.small: c1}, not a" + " list");
        assertThat(MappingReader.read("wave.yaml", "flavors: {}\n")).isEmpty();
    }

    @Test
    public void aHugeTextIsRefused() {
        assertThatThrownBy(() -> MappingReader.read("wave.yaml", "#".repeat(Configuration.MAX_LENGTH + 1)))
                .hasMessageContaining("wave.yaml: is larger than 1024 KiB");
    }
}
