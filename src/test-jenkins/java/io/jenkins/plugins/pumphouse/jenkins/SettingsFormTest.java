package io.jenkins.plugins.pumphouse.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import io.jenkins.plugins.pumphouse.settings.entry.CloudEntry;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Configurations in <i>Manage Jenkins</i> &gt; <i>System</i>. */
public class SettingsFormTest {
    private static final String YAML = """
            source:
              - name: old
                auth_url: http://old.example.com:5000/v2.0/
                credentials: old-admin
                tenant: admin
            """;

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void aConfigurationSurvivesItsFormAndARestart() throws Throwable {
        sessions.then(jenkins -> {
            PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("production", YAML)));

            jenkins.configRoundtrip();
        });
        sessions.then(jenkins -> {
            List<NamedConfiguration> configurations =
                    PumphouseConfiguration.get().getConfigurations();

            assertThat(configurations).extracting(NamedConfiguration::getName).containsExactly("production");
            assertThat(configurations.get(0).getYaml()).isEqualToNormalizingNewlines(YAML);
        });
    }

    @Test
    public void fieldsSurviveTheirForm() throws Throwable {
        sessions.then(jenkins -> {
            NamedConfiguration filled = new NamedConfiguration("production", YAML);
            filled.setYaml(null);
            CloudEntry old = new CloudEntry();
            old.setName("old");
            old.setAuth_url("http://old.example.com:5000/v2.0/");
            old.setCredentials("old-admin");
            old.setTenant("admin");
            filled.setSource(List.of(old));
            PumphouseConfiguration.get().setConfigurations(List.of(filled));
            String before = filled.getExported();

            jenkins.configRoundtrip();

            assertThat(PumphouseConfiguration.get().getConfigurations())
                    .extracting(NamedConfiguration::getExported)
                    .containsExactly(before);
        });
    }
}
