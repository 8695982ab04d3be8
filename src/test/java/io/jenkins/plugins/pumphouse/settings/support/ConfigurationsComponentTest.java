package io.jenkins.plugins.pumphouse.settings.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.support.api.Component;
import com.cloudbees.jenkins.support.api.Container;
import com.cloudbees.jenkins.support.api.Content;
import hudson.ExtensionList;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.After;
import org.junit.Test;

public class ConfigurationsComponentTest {
    private static final String YAML = """
            source:
              - {name: old, auth_url: http://10.0.0.1:5000/v2.0/, credentials: old-cloud, tenant: admin}
            target:
              - {name: new, auth_url: http://10.0.0.2:5000/v3, credentials: new-cloud, tenant: admin}
            """;

    private final Component component = ExtensionList.lookup(Component.class).get(0);

    @After
    public void forget() {
        PumphouseConfiguration.get().setConfigurations(null);
    }

    @Test
    public void aBundleHasTheStoredConfigurations() throws Exception {
        PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("production", YAML)));

        assertThat(bundled()).startsWith("# configuration production\n").contains(YAML.strip());
        assertThat(component.getRequiredPermissions()).containsExactly(Jenkins.ADMINISTER);
    }

    /** As an older version, or somebody's editor, has left it in Jenkins' file. */
    @Test
    public void ofAConfigurationThatHoldsAPasswordABundleHasOnlyThatItDoes() throws Exception {
        NamedConfiguration stored = new NamedConfiguration("production", YAML);
        PumphouseConfiguration.get().setConfigurations(List.of(stored));
        stored.setYaml(YAML.replace("credentials: old-cloud", "username: admin, password: s3cret"));

        assertThat(bundled())
                .contains("# production holds a password")
                .doesNotContain("s3cret", "10.0.0.2"); // other tests have left folders with configurations
    }

    private String bundled() throws IOException {
        List<Content> contents = new ArrayList<>();
        component.addContents(new Container() {
            @Override
            public void add(Content content) {
                contents.add(content);
            }
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        contents.get(0).writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
