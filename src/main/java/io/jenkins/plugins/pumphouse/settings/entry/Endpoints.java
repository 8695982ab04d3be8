package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Addresses of services to use instead of those of the catalog. */
public class Endpoints extends Entry<Endpoints> {
    private String identity;
    private String compute;
    private String network;
    private String image;
    private String volume;
    private String placement;

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

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<Endpoints> {
        @Override
        public String getDisplayName() {
            return "Endpoints";
        }
    }
}
