package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Keystone's database of a cloud, for the passwords of users. */
public class IdentityDatabase extends Entry<IdentityDatabase> {
    private String connection;
    private String credentials;

    @DataBoundConstructor
    public IdentityDatabase() {
        // Everything is set by its key.
    }

    public String getConnection() {
        return connection;
    }

    @DataBoundSetter
    public void setConnection(String value) {
        this.connection = Util.fixEmptyAndTrim(value);
    }

    public String getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(String value) {
        this.credentials = Util.fixEmptyAndTrim(value);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<IdentityDatabase> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.identityDatabase");
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@AncestorInPath Item item, @QueryParameter String credentials) {
            return Choices.credentials(item, credentials, Choices.ACCOUNT);
        }

        @POST
        public FormValidation doCheckCredentials(@AncestorInPath Item item, @QueryParameter String value) {
            return Choices.check(item, value, Choices.ACCOUNT);
        }
    }
}
