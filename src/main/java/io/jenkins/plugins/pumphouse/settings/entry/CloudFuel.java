package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The Fuel of a cloud. */
public abstract class CloudFuel<T extends CloudFuel<T>> extends TlsEntry<T> {
    private String fuel_url;
    private String fuel_credentials;
    private String fuel_environment;
    private String fuel_tenant;
    private String fuel_ca_cert;
    private String fuel_insecure;

    public String getFuel_url() {
        return fuel_url;
    }

    @DataBoundSetter
    public void setFuel_url(String value) {
        this.fuel_url = Util.fixEmptyAndTrim(value);
    }

    public String getFuel_credentials() {
        return fuel_credentials;
    }

    @DataBoundSetter
    public void setFuel_credentials(String value) {
        this.fuel_credentials = Util.fixEmptyAndTrim(value);
    }

    public String getFuel_environment() {
        return fuel_environment;
    }

    @DataBoundSetter
    public void setFuel_environment(String value) {
        this.fuel_environment = Util.fixEmptyAndTrim(value);
    }

    public String getFuel_tenant() {
        return fuel_tenant;
    }

    @DataBoundSetter
    public void setFuel_tenant(String value) {
        this.fuel_tenant = Util.fixEmptyAndTrim(value);
    }

    public String getFuel_ca_cert() {
        return fuel_ca_cert;
    }

    @DataBoundSetter
    public void setFuel_ca_cert(String value) {
        this.fuel_ca_cert = Util.fixEmptyAndTrim(value);
    }

    public String getFuel_insecure() {
        return fuel_insecure;
    }

    @DataBoundSetter
    public void setFuel_insecure(String value) {
        this.fuel_insecure = Util.fixEmptyAndTrim(value);
    }

    /** The form of these keys. */
    public abstract static class KeysDescriptor<T extends CloudFuel<T>> extends TlsEntry.TlsDescriptor<T> {
        @POST
        public ListBoxModel doFillFuel_credentialsItems(
                @AncestorInPath Item item, @QueryParameter String fuel_credentials) {
            return Choices.credentials(item, fuel_credentials, Choices.ACCOUNT);
        }

        @POST
        public FormValidation doCheckFuel_credentials(@AncestorInPath Item item, @QueryParameter String value) {
            return Choices.check(item, value, Choices.ACCOUNT);
        }

        @POST
        public ListBoxModel doFillFuel_insecureItems(@AncestorInPath Item item, @QueryParameter String fuel_insecure) {
            return Choices.of(item, fuel_insecure, "true", "false");
        }

        @POST
        public FormValidation doCheckFuel_url(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.CLOUD.check(item, "fuel_url", value);
        }

        @POST
        public FormValidation doCheckFuel_ca_cert(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.CLOUD.check(item, "fuel_ca_cert", value);
        }
    }
}
