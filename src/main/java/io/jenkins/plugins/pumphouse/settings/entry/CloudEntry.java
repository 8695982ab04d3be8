package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A cloud under {@code source} or {@code target}. */
public class CloudEntry extends CloudFuel<CloudEntry> {
    private String name;
    private String auth_url;
    private String tenant;
    private String region;
    private String user_domain;
    private String project_domain;
    private String application_credential_id;
    private String application_credential_name;
    private String username;
    private String endpoint_type;
    private String dashboard;
    private Endpoints endpoints;
    private IdentityDatabase identity;
    private List<OwnerEntry> owners;

    @DataBoundConstructor
    public CloudEntry() {
        // Everything is set by its key.
    }

    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String value) {
        this.name = Util.fixEmptyAndTrim(value);
    }

    public String getAuth_url() {
        return auth_url;
    }

    @DataBoundSetter
    public void setAuth_url(String value) {
        this.auth_url = Util.fixEmptyAndTrim(value);
    }

    public String getTenant() {
        return tenant;
    }

    @DataBoundSetter
    public void setTenant(String value) {
        this.tenant = Util.fixEmptyAndTrim(value);
    }

    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String value) {
        this.region = Util.fixEmptyAndTrim(value);
    }

    public String getUser_domain() {
        return user_domain;
    }

    @DataBoundSetter
    public void setUser_domain(String value) {
        this.user_domain = Util.fixEmptyAndTrim(value);
    }

    public String getProject_domain() {
        return project_domain;
    }

    @DataBoundSetter
    public void setProject_domain(String value) {
        this.project_domain = Util.fixEmptyAndTrim(value);
    }

    public String getApplication_credential_id() {
        return application_credential_id;
    }

    @DataBoundSetter
    public void setApplication_credential_id(String value) {
        this.application_credential_id = Util.fixEmptyAndTrim(value);
    }

    public String getApplication_credential_name() {
        return application_credential_name;
    }

    @DataBoundSetter
    public void setApplication_credential_name(String value) {
        this.application_credential_name = Util.fixEmptyAndTrim(value);
    }

    public String getUsername() {
        return username;
    }

    @DataBoundSetter
    public void setUsername(String value) {
        this.username = Util.fixEmptyAndTrim(value);
    }

    public String getEndpoint_type() {
        return endpoint_type;
    }

    @DataBoundSetter
    public void setEndpoint_type(String value) {
        this.endpoint_type = Util.fixEmptyAndTrim(value);
    }

    public String getDashboard() {
        return dashboard;
    }

    @DataBoundSetter
    public void setDashboard(String value) {
        this.dashboard = Util.fixEmptyAndTrim(value);
    }

    public Endpoints getEndpoints() {
        return endpoints;
    }

    @DataBoundSetter
    public void setEndpoints(Endpoints value) {
        this.endpoints = value;
    }

    public IdentityDatabase getIdentity() {
        return identity;
    }

    @DataBoundSetter
    public void setIdentity(IdentityDatabase value) {
        this.identity = value;
    }

    public List<OwnerEntry> getOwners() {
        return owners;
    }

    @DataBoundSetter
    public void setOwners(List<OwnerEntry> value) {
        this.owners = StoredLists.copy(value);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends CloudFuel.KeysDescriptor<CloudEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.cloud");
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
        public ListBoxModel doFillEndpoint_typeItems(@AncestorInPath Item item, @QueryParameter String endpoint_type) {
            return Choices.of(item, endpoint_type, "public", "internal", "admin");
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }

        @POST
        public FormValidation doCheckAuth_url(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.CLOUD.check(item, "auth_url", value);
        }

        @POST
        public FormValidation doCheckDashboard(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.CLOUD.check(item, "dashboard", value);
        }

        @POST
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.CLOUD.check(item, "timeout", value);
        }

        @POST
        public FormValidation doCheckCa_cert(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.CLOUD.check(item, "ca_cert", value);
        }
    }
}
