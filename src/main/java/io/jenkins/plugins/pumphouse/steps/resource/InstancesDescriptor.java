package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.steps.Names;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import io.jenkins.plugins.pumphouse.steps.text.HealthCheckText;
import io.jenkins.plugins.pumphouse.steps.text.TimeText;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the form of {@code pumpInstances} offers and says. */
public abstract class InstancesDescriptor extends PumpDescriptor {
    InstancesDescriptor(String function) {
        super(function);
    }

    @POST
    public ListBoxModel doFillDiskItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.disk.snapshot"), DisksStep.SNAPSHOT);
        items.add(Messages.text("choice.disk.image"), DisksStep.IMAGE);
        items.add(Messages.text("choice.disk.volume"), DisksStep.VOLUME);
        return items;
    }

    @POST
    public ListBoxModel doFillVolumesItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.volumes.copy"), DisksStep.COPY);
        items.add(Messages.text("choice.volumes.adopt"), DisksStep.ADOPT);
        return items;
    }

    @POST
    public ListBoxModel doFillPausedItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.paused.refuse"), PumpInstancesStep.REFUSE);
        items.add(Messages.text("choice.paused.resume"), "resume");
        items.add(Messages.text("choice.paused.stop"), "stop");
        return items;
    }

    @POST
    public ListBoxModel doFillCutoverItems() {
        return NetworkChoices.items();
    }

    @POST
    public ListBoxModel doFillProviderNetworksItems() {
        return NetworkChoices.providers();
    }

    @POST
    public FormValidation doCheckUntil(@QueryParameter String value) {
        return TimeText.checkEnd(value);
    }

    @POST
    public FormValidation doCheckMaxDowntime(@QueryParameter String value) {
        return TimeText.checkSpan(value);
    }

    @POST
    public FormValidation doCheckHealthTimeout(@QueryParameter String value) {
        return TimeText.checkSpan(value);
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
