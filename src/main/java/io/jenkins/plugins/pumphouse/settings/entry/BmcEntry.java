package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.ListBoxModel;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The management controller of a host, or what those of all hosts have in common. */
public class BmcEntry extends Entry<BmcEntry> {
    private String driver;
    private String address;
    private String credentials;
    private String port;
    private String suite;
    private String ca_cert;
    private String insecure;
    private String timeout;

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

    public String getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(String value) {
        this.credentials = Util.fixEmptyAndTrim(value);
    }

    public String getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(String value) {
        this.port = Util.fixEmptyAndTrim(value);
    }

    public String getSuite() {
        return suite;
    }

    @DataBoundSetter
    public void setSuite(String value) {
        this.suite = Util.fixEmptyAndTrim(value);
    }

    public String getCa_cert() {
        return ca_cert;
    }

    @DataBoundSetter
    public void setCa_cert(String value) {
        this.ca_cert = Util.fixEmptyAndTrim(value);
    }

    public String getInsecure() {
        return insecure;
    }

    @DataBoundSetter
    public void setInsecure(String value) {
        this.insecure = Util.fixEmptyAndTrim(value);
    }

    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(String value) {
        this.timeout = Util.fixEmptyAndTrim(value);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<BmcEntry> {
        @Override
        public String getDisplayName() {
            return "BMC";
        }

        @POST
        public ListBoxModel doFillDriverItems() {
            return Choices.of("ipmi", "ipmitool", "redfish");
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@QueryParameter String value) {
            return Choices.credentials(value, Choices.ACCOUNT);
        }

        @POST
        public ListBoxModel doFillSuiteItems() {
            return Choices.of("3", "17", "auto");
        }

        @POST
        public ListBoxModel doFillInsecureItems() {
            return Choices.of("true", "false");
        }
    }
}
