package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.Messages;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Addresses of services to use instead of those of the catalog. */
public class Endpoints extends Entry<Endpoints> {
    private String identity;
    private String compute;
    private String network;
    private String image;
    private String volume;
    private String placement;
    private String orchestration;
    private String load_balancer;
    private String dns;
    private String key_manager;
    private String share;
    private String object_store;
    private String container_infra;

    @DataBoundConstructor
    public Endpoints() {
        // Everything is set by its key.
    }

    public String getIdentity() {
        return identity;
    }

    @DataBoundSetter
    public void setIdentity(String value) {
        this.identity = Util.fixEmptyAndTrim(value);
    }

    public String getCompute() {
        return compute;
    }

    @DataBoundSetter
    public void setCompute(String value) {
        this.compute = Util.fixEmptyAndTrim(value);
    }

    public String getNetwork() {
        return network;
    }

    @DataBoundSetter
    public void setNetwork(String value) {
        this.network = Util.fixEmptyAndTrim(value);
    }

    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String value) {
        this.image = Util.fixEmptyAndTrim(value);
    }

    public String getVolume() {
        return volume;
    }

    @DataBoundSetter
    public void setVolume(String value) {
        this.volume = Util.fixEmptyAndTrim(value);
    }

    public String getPlacement() {
        return placement;
    }

    @DataBoundSetter
    public void setPlacement(String value) {
        this.placement = Util.fixEmptyAndTrim(value);
    }

    public String getOrchestration() {
        return orchestration;
    }

    @DataBoundSetter
    public void setOrchestration(String value) {
        this.orchestration = Util.fixEmptyAndTrim(value);
    }

    public String getLoad_balancer() {
        return load_balancer;
    }

    @DataBoundSetter
    public void setLoad_balancer(String value) {
        this.load_balancer = Util.fixEmptyAndTrim(value);
    }

    public String getDns() {
        return dns;
    }

    @DataBoundSetter
    public void setDns(String value) {
        this.dns = Util.fixEmptyAndTrim(value);
    }

    public String getKey_manager() {
        return key_manager;
    }

    @DataBoundSetter
    public void setKey_manager(String value) {
        this.key_manager = Util.fixEmptyAndTrim(value);
    }

    public String getShare() {
        return share;
    }

    @DataBoundSetter
    public void setShare(String value) {
        this.share = Util.fixEmptyAndTrim(value);
    }

    public String getObject_store() {
        return object_store;
    }

    @DataBoundSetter
    public void setObject_store(String value) {
        this.object_store = Util.fixEmptyAndTrim(value);
    }

    public String getContainer_infra() {
        return container_infra;
    }

    @DataBoundSetter
    public void setContainer_infra(String value) {
        this.container_infra = Util.fixEmptyAndTrim(value);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<Endpoints> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.endpoints");
        }

        @POST
        public FormValidation doCheckIdentity(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "identity", value);
        }

        @POST
        public FormValidation doCheckCompute(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "compute", value);
        }

        @POST
        public FormValidation doCheckNetwork(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "network", value);
        }

        @POST
        public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "image", value);
        }

        @POST
        public FormValidation doCheckVolume(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "volume", value);
        }

        @POST
        public FormValidation doCheckPlacement(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "placement", value);
        }

        @POST
        public FormValidation doCheckOrchestration(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "orchestration", value);
        }

        @POST
        public FormValidation doCheckLoad_balancer(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "load_balancer", value);
        }

        @POST
        public FormValidation doCheckDns(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "dns", value);
        }

        @POST
        public FormValidation doCheckKey_manager(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "key_manager", value);
        }

        @POST
        public FormValidation doCheckShare(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "share", value);
        }

        @POST
        public FormValidation doCheckObject_store(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "object_store", value);
        }

        @POST
        public FormValidation doCheckContainer_infra(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ENDPOINTS.check(item, "container_infra", value);
        }
    }
}
