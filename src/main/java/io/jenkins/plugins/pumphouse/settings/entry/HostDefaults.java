package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.Messages;
import org.kohsuke.stapler.DataBoundConstructor;

/** What the hosts have in common. */
public class HostDefaults extends HostEntryKeys<HostDefaults> {

    @DataBoundConstructor
    public HostDefaults() {
        // Everything is set by its key.
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends HostEntryKeys.KeysDescriptor<HostDefaults> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.hostDefaults");
        }
    }
}
