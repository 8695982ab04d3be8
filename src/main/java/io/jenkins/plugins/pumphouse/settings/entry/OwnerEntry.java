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

/** A user of a cloud whom the migration may act as. */
public class OwnerEntry extends Entry<OwnerEntry> {
    private String user;
    private String credentials;
    private String application_credential_id;
    private String trust_id;

    @DataBoundConstructor
    public OwnerEntry() {
        // Everything is set by its key.
    }

    public String getUser() {
        return user;
    }

    @DataBoundSetter
    public void setUser(String value) {
        this.user = Util.fixEmptyAndTrim(value);
    }

    public String getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(String value) {
        this.credentials = Util.fixEmptyAndTrim(value);
    }

    public String getApplication_credential_id() {
        return application_credential_id;
    }

    @DataBoundSetter
    public void setApplication_credential_id(String value) {
        this.application_credential_id = Util.fixEmptyAndTrim(value);
    }

    public String getTrust_id() {
        return trust_id;
    }

    @DataBoundSetter
    public void setTrust_id(String value) {
        this.trust_id = Util.fixEmptyAndTrim(value);
    }

    @Override
    String keyField() {
        return "user";
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<OwnerEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.owner");
        }

        @POST
        public FormValidation doCheckUser(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@AncestorInPath Item item, @QueryParameter String credentials) {
            return Choices.credentials(item, credentials, Choices.ACCOUNT_OR_SECRET);
        }

        @POST
        public FormValidation doCheckCredentials(@AncestorInPath Item item, @QueryParameter String value) {
            return Choices.check(item, value, Choices.ACCOUNT_OR_SECRET);
        }
    }
}
