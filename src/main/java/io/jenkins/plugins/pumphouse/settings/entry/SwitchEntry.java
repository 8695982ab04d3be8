package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
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
            return "Switch";
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@QueryParameter String credentials) {
            return Choices.credentials(credentials, Choices.ACCOUNT_OR_SECRET);
        }

        @POST
        public ListBoxModel doFillVersionItems(@QueryParameter String version) {
            return Choices.of(version, "v2c", "v3");
        }

        @POST
        public ListBoxModel doFillAuthenticationItems(@QueryParameter String authentication) {
            return Choices.of(authentication, "sha", "sha256");
        }

        @POST
        public ListBoxModel doFillPrivacyItems(@QueryParameter String privacy) {
            return Choices.of(privacy, "aes128", "none");
        }

        @POST
        public ListBoxModel doFillPrivacy_credentialsItems(@QueryParameter String privacy_credentials) {
            return Choices.credentials(privacy_credentials, Choices.SECRET);
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FieldCheck.required(value);
        }

        @POST
        public FormValidation doCheckAddress(@QueryParameter String value) {
            return FieldCheck.SWITCH.check("address", value);
        }

        @POST
        public FormValidation doCheckPort(@QueryParameter String value) {
            return FieldCheck.SWITCH.check("port", value);
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            return FieldCheck.SWITCH.check("timeout", value);
        }
    }
}
