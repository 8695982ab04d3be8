package io.jenkins.plugins.pumphouse.settings.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.model.Failure;
import hudson.model.ItemGroup;
import io.jenkins.plugins.pumphouse.settings.FolderSource;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Pumphouse in the settings of a folder: configurations for the pipelines in it, before those of Jenkins' settings. */
public class FolderConfigurations extends AbstractFolderProperty<AbstractFolder<?>> {
    private List<NamedConfiguration> configurations;

    @DataBoundConstructor
    public FolderConfigurations() {
        // A form without a row sets nothing.
    }

    public List<NamedConfiguration> getConfigurations() {
        return configurations == null ? new ArrayList<>() : new ArrayList<>(configurations);
    }

    /** @throws Failure as {@link PumphouseConfiguration#setConfigurations} does; the folder stays as it was */
    @DataBoundSetter
    public void setConfigurations(List<NamedConfiguration> configurations) {
        this.configurations = PumphouseConfiguration.checkedAlone(configurations);
    }

    /** Its form, and the way to it from a job. */
    @Extension(optional = true)
    public static class DescriptorImpl extends AbstractFolderPropertyDescriptor implements FolderSource {
        @Override
        public String getDisplayName() {
            return "Pumphouse";
        }

        /**
         * Jenkins sends the fields of every kind of property with each folder that is saved: none without a row. Bound
         * by this method, as which method of the superclass does that depends on the version of the Folders plugin.
         *
         * @return null to keep no property
         */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) {
            FolderConfigurations given = request.bindJSON(FolderConfigurations.class, form);
            if (given == null || given.getConfigurations().isEmpty()) {
                return null;
            }
            AbstractFolder<?> folder = request.findAncestorObject(AbstractFolder.class);
            if (folder != null) { // else it is not made yet, and what it inherits is looked for when it is used
                PumphouseConfiguration.check(given.getConfigurations(), folder);
            }
            return given;
        }

        @Override
        public List<NamedConfiguration> of(ItemGroup<?> group) {
            FolderConfigurations own = group instanceof AbstractFolder<?> folder
                    ? folder.getProperties().get(FolderConfigurations.class)
                    : null;
            return own == null ? List.of() : own.getConfigurations();
        }

        @Override
        public List<ItemGroup<?>> holders() {
            List<ItemGroup<?>> holders = new ArrayList<>();
            for (AbstractFolder<?> folder : Jenkins.get().getAllItems(AbstractFolder.class)) {
                if (!of(folder).isEmpty()) {
                    holders.add(folder);
                }
            }
            return holders;
        }
    }
}
