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

/** A switch that hosts are plugged into. */
public class SwitchEntry extends ConnectionEntry<SwitchEntry> {
    private String name;
    private String address;
    private String port;
    private String version;
    private String authentication;
    private String privacy;
    private String privacy_credentials;

    @DataBoundConstructor
    public SwitchEntry() {
        // Everything is set by its key.
    }

    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String value) {
        this.name = Util.fixEmptyAndTrim(value);
    }

    public String getAddress() {
        return address;
    }

    @DataBoundSetter
    public void setAddress(String value) {
        this.address = Util.fixEmptyAndTrim(value);
    }

    public String getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(String value) {
        this.port = Util.fixEmptyAndTrim(value);
    }

    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(String value) {
        this.version = Util.fixEmptyAndTrim(value);
    }

    public String getAuthentication() {
        return authentication;
    }

    @DataBoundSetter
    public void setAuthentication(String value) {
        this.authentication = Util.fixEmptyAndTrim(value);
    }

    public String getPrivacy() {
        return privacy;
    }

    @DataBoundSetter
    public void setPrivacy(String value) {
        this.privacy = Util.fixEmptyAndTrim(value);
    }

    public String getPrivacy_credentials() {
        return privacy_credentials;
    }

    @DataBoundSetter
    public void setPrivacy_credentials(String value) {
        this.privacy_credentials = Util.fixEmptyAndTrim(value);
    }

    @Override
    String keyField() {
        return "name";
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<SwitchEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.switch");
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@AncestorInPath Item item, @QueryParameter String credentials) {
            return Choices.credentials(item, credentials, Choices.ACCOUNT_OR_SECRET);
        }

        @POST
        public FormValidation doCheckCredentials(@AncestorInPath Item item, @QueryParameter String value) {
            return Choices.check(item, value, Choices.ACCOUNT_OR_SECRET);
        }

        @POST
        public ListBoxModel doFillVersionItems(@AncestorInPath Item item, @QueryParameter String version) {
            return Choices.of(item, version, "v2c", "v3");
        }

        @POST
        public ListBoxModel doFillAuthenticationItems(
                @AncestorInPath Item item, @QueryParameter String authentication) {
            return Choices.of(item, authentication, "sha", "sha256");
        }

        @POST
        public ListBoxModel doFillPrivacyItems(@AncestorInPath Item item, @QueryParameter String privacy) {
            return Choices.of(item, privacy, "aes128", "none");
        }

        @POST
        public ListBoxModel doFillPrivacy_credentialsItems(
                @AncestorInPath Item item, @QueryParameter String privacy_credentials) {
            return Choices.credentials(item, privacy_credentials, Choices.SECRET);
        }

        @POST
        public FormValidation doCheckPrivacy_credentials(@AncestorInPath Item item, @QueryParameter String value) {
            return Choices.check(item, value, Choices.SECRET);
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }

        @POST
        public FormValidation doCheckAddress(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.SWITCH.check(item, "address", value);
        }

        @POST
        public FormValidation doCheckPort(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.SWITCH.check(item, "port", value);
        }

        @POST
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.SWITCH.check(item, "timeout", value);
        }
    }
}
