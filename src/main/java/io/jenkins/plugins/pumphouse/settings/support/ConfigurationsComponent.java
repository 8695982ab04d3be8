package io.jenkins.plugins.pumphouse.settings.support;

import com.cloudbees.jenkins.support.api.Component;
import com.cloudbees.jenkins.support.api.Container;
import com.cloudbees.jenkins.support.api.StringContent;
import hudson.Extension;
import hudson.security.Permission;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.settings.StoredConfigurations;
import java.util.Set;
import jenkins.model.Jenkins;

/** All stored configurations, for a support bundle: addresses and names are in it, and no secret. */
@Extension(optional = true)
public final class ConfigurationsComponent extends Component {
    @Override
    public Set<Permission> getRequiredPermissions() {
        return Set.of(Jenkins.ADMINISTER);
    }

    @Override
    public String getDisplayName() {
        return Messages.text("page.configurations");
    }

    @Override
    public void addContents(Container container) {
        container.add(new StringContent("pumphouse/configurations.txt", StoredConfigurations.text()));
    }
}
