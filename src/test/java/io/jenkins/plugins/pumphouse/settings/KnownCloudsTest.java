package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What the form of a step says of configurations and clouds. */
public class KnownCloudsTest {
    private static final String YAML = """
            source:
              - name: old
                auth_url: http://10.0.0.1:5000/v3
                credentials: old-admin
                tenant: admin
            target:
              - name: new
                auth_url: http://10.0.0.2:5000/v3
                credentials: new-admin
                tenant: admin
            """;

    @Before
    public void configure() {
        PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("prod", YAML)));
    }

    @After
    public void forget() {
        PumphouseConfiguration.get().setConfigurations(List.of());
    }

    @Test
    public void theNamesOfTheSettingsAreOffered() {
        assertThat(KnownClouds.configurations(null)).containsExactly("prod");
        assertThat(KnownClouds.sources(null, "prod")).containsExactly("old");
        assertThat(KnownClouds.targets(null, ""))
                .as("of the only configuration")
                .containsExactly("new");
        assertThat(KnownClouds.targets(null, "other.yaml"))
                .as("a file is not known yet")
                .isEmpty();
    }

    @Test
    public void aConfigurationIsCheckedAndAFileIsLeftToTheStep() {
        assertThat(KnownClouds.check(null, "prod").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(KnownClouds.check(null, "prodd").getMessage())
                .contains("there is: prod", "the file prodd in its workspace");
        assertThat(KnownClouds.check(null, "source:\n  - nam: x\n"))
                .satisfies(said -> assertThat(said.kind).isEqualTo(FormValidation.Kind.ERROR))
                .hasMessageContaining("line 2");
        assertThat(KnownClouds.check(null, " ").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    public void aCloudThatTheConfigurationDoesNotHaveIsToldWithThoseThatItHas() {
        assertThat(KnownClouds.check("odl", KnownClouds.sources(null, "prod")))
                .hasMessageContaining("There is no cloud \"odl\" (there is: old)".replace("\"", "&quot;"));
        assertThat(KnownClouds.check("old", KnownClouds.sources(null, "prod")).kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(KnownClouds.check("any", KnownClouds.sources(null, "a.yaml")).kind)
                .isEqualTo(FormValidation.Kind.OK);
    }
}
