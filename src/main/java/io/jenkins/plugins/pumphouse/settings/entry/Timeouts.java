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

/** How long the phases of a move may take. */
public class Timeouts extends Entry<Timeouts> {
    private String interlock;
    private String leave;
    private String power_off;
    private String rewire;
    private String boot;
    private String discover;
    private String assign;
    private String deploy;
    private String arrive;

    @DataBoundConstructor
    public Timeouts() {
        // Everything is set by its key.
    }

    public String getInterlock() {
        return interlock;
    }

    @DataBoundSetter
    public void setInterlock(String value) {
        this.interlock = Util.fixEmptyAndTrim(value);
    }

    public String getLeave() {
        return leave;
    }

    @DataBoundSetter
    public void setLeave(String value) {
        this.leave = Util.fixEmptyAndTrim(value);
    }

    public String getPower_off() {
        return power_off;
    }

    @DataBoundSetter
    public void setPower_off(String value) {
        this.power_off = Util.fixEmptyAndTrim(value);
    }

    public String getRewire() {
        return rewire;
    }

    @DataBoundSetter
    public void setRewire(String value) {
        this.rewire = Util.fixEmptyAndTrim(value);
    }

    public String getBoot() {
        return boot;
    }

    @DataBoundSetter
    public void setBoot(String value) {
        this.boot = Util.fixEmptyAndTrim(value);
    }

    public String getDiscover() {
        return discover;
    }

    @DataBoundSetter
    public void setDiscover(String value) {
        this.discover = Util.fixEmptyAndTrim(value);
    }

    public String getAssign() {
        return assign;
    }

    @DataBoundSetter
    public void setAssign(String value) {
        this.assign = Util.fixEmptyAndTrim(value);
    }

    public String getDeploy() {
        return deploy;
    }

    @DataBoundSetter
    public void setDeploy(String value) {
        this.deploy = Util.fixEmptyAndTrim(value);
    }

    public String getArrive() {
        return arrive;
    }

    @DataBoundSetter
    public void setArrive(String value) {
        this.arrive = Util.fixEmptyAndTrim(value);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<Timeouts> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.timeouts");
        }

        @POST
        public FormValidation doCheckInterlock(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.TIMEOUTS.check(item, "interlock", value);
        }

        @POST
        public FormValidation doCheckLeave(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.TIMEOUTS.check(item, "leave", value);
        }

        @POST
        public FormValidation doCheckPower_off(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.TIMEOUTS.check(item, "power_off", value);
        }

        @POST
        public FormValidation doCheckRewire(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.TIMEOUTS.check(item, "rewire", value);
        }

        @POST
        public FormValidation doCheckBoot(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.TIMEOUTS.check(item, "boot", value);
        }

        @POST
        public FormValidation doCheckDiscover(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.TIMEOUTS.check(item, "discover", value);
        }

        @POST
        public FormValidation doCheckAssign(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.TIMEOUTS.check(item, "assign", value);
        }

        @POST
        public FormValidation doCheckDeploy(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.TIMEOUTS.check(item, "deploy", value);
        }

        @POST
        public FormValidation doCheckArrive(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.TIMEOUTS.check(item, "arrive", value);
        }
    }
}
