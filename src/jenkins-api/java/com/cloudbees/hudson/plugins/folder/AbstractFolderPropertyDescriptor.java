package com.cloudbees.hudson.plugins.folder;

import hudson.model.Descriptor;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class AbstractFolderPropertyDescriptor extends Descriptor<AbstractFolderProperty<?>> {
    @SuppressWarnings("rawtypes") // as in the plugin
    public static List<AbstractFolderPropertyDescriptor> getApplicableDescriptors(
            Class<? extends AbstractFolder> containerType) {
        return List.of();
    }

    @Override
    public AbstractFolderProperty<?> newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
        return super.newInstance(req, formData);
    }
}
