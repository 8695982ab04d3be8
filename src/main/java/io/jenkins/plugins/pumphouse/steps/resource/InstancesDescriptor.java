package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.steps.Names;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the form of {@code pumpInstances} offers and says. */
public abstract class InstancesDescriptor extends PumpDescriptor {
    InstancesDescriptor(String function, String title) {
        super(function, title);
    }

    @POST
    public ListBoxModel doFillDiskItems() {
        ListBoxModel items = new ListBoxModel();
        items.add("the content as it is, by a snapshot", PumpInstancesStep.SNAPSHOT);
        items.add("made anew from the image", PumpInstancesStep.IMAGE);
        items.add("the content as it is, on a volume", PumpInstancesStep.VOLUME);
        return items;
    }

    @POST
    public ListBoxModel doFillPausedItems() {
        ListBoxModel items = new ListBoxModel();
        items.add("not moved", PumpInstancesStep.REFUSE);
        items.add("resumed and moved, without the memory", "resume");
        items.add("resumed, shut down and moved as shut off", "stop");
        return items;
    }

    @POST
    public ListBoxModel doFillCutoverItems() {
        return CutoverChoice.items();
    }

    @POST
    public FormValidation doCheckUntil(@QueryParameter String value) {
        return TimeText.checkNext("pumpInstances", "until", value);
    }

    @POST
    public FormValidation doCheckMaxDowntime(@QueryParameter String value) {
        return TimeText.checkSpan("pumpInstances", "maxDowntime", value);
    }

    @POST
    public FormValidation doCheckHealthTimeout(@QueryParameter String value) {
        return TimeText.checkSpan("pumpInstances", "healthTimeout", value);
    }

    @POST
    public FormValidation doCheckHealthCheck(@QueryParameter String value) {
        if (!Jenkins.get().hasPermission(Jenkins.READ)) {
            return FormValidation.ok();
        }
        try {
            HealthCheckText.read(Names.of(List.of(value)), null);
            return FormValidation.ok();
        } catch (AbortException e) {
            return FormValidation.error(e.getMessage().replace(" Nothing was done.", ""));
        }
    }
}
