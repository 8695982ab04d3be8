package com.cloudbees.hudson.plugins.folder;

import hudson.model.Descriptor;
import java.util.List;

public abstract class AbstractFolderPropertyDescriptor extends Descriptor<AbstractFolderProperty<?>> {
    @SuppressWarnings("rawtypes") // as in the plugin
    public static List<AbstractFolderPropertyDescriptor> getApplicableDescriptors(
            Class<? extends AbstractFolder> containerType) {
        return List.of();
    }
}
