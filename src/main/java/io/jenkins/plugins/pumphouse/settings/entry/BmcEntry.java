package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The management controller of a host, or what those of all hosts have in common. */
public class BmcEntry extends TlsEntry<BmcEntry> {
    private String driver;
    private String address;
    private String port;
    private String system;
    private String suite;

    @DataBoundConstructor
    public BmcEntry() {
        // Everything is set by its key.
    }

    public String getDriver() {
        return driver;
    }

    @DataBoundSetter
    public void setDriver(String value) {
        this.driver = Util.fixEmptyAndTrim(value);
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

    public String getSystem() {
        return system;
    }

    @DataBoundSetter
    public void setSystem(String value) {
        this.system = Util.fixEmptyAndTrim(value);
    }

    public String getSuite() {
        return suite;
    }

    @DataBoundSetter
    public void setSuite(String value) {
        this.suite = Util.fixEmptyAndTrim(value);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends TlsEntry.TlsDescriptor<BmcEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.bmc");
        }

        @POST
        public ListBoxModel doFillDriverItems(@AncestorInPath Item item, @QueryParameter String driver) {
            return Choices.of(item, driver, "ipmi", "ipmitool", "redfish");
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@AncestorInPath Item item, @QueryParameter String credentials) {
            return Choices.credentials(item, credentials, Choices.ACCOUNT);
        }

        @POST
        public FormValidation doCheckCredentials(@AncestorInPath Item item, @QueryParameter String value) {
            return Choices.check(item, value, Choices.ACCOUNT);
        }

        @POST
        public ListBoxModel doFillSuiteItems(@AncestorInPath Item item, @QueryParameter String suite) {
            return Choices.of(item, suite, "3", "17", "auto");
        }

        @POST
        public FormValidation doCheckAddress(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.BMC.check(item, "address", value);
        }

        @POST
        public FormValidation doCheckPort(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.BMC.check(item, "port", value);
        }

        @POST
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.BMC.check(item, "timeout", value);
        }

        @POST
        public FormValidation doCheckCa_cert(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.BMC.check(item, "ca_cert", value);
        }
    }
}
