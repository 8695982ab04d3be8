package io.jenkins.plugins.pumphouse.steps.host;

import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.host.campaign.Window;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of the steps that move hypervisors have in common. */
public abstract class HostDescriptor extends PumpDescriptor {
    /** Who may rewire a host besides a block. */
    static final List<String> WIRINGS = List.of("switch", "none");

    HostDescriptor(String function) {
        super(function);
    }

    /** What a form says of a campaign's hours. */
    @POST
    public FormValidation doCheckWindow(@QueryParameter String value) {
        if (!Jenkins.get().hasPermission(Jenkins.READ)) {
            return FormValidation.ok();
        }
        try {
            Window.parse(value);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(Messages.text("check.window", value));
        }
    }

    /** Tells in the form what the step would refuse. */
    @POST
    public FormValidation doCheckHosts(@QueryParameter String value) {
        return Jenkins.get().hasPermission(Jenkins.READ) ? FormValidation.validateRequired(value) : FormValidation.ok();
    }

    @POST
    public ListBoxModel doFillWiringItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.wiring.inventory"), "");
        items.add(Messages.text("choice.wiring.switch"), "switch");
        items.add(Messages.text("choice.wiring.none"), "none");
        return items;
    }

    @POST
    @Override
    public ListBoxModel doFillOnFailureItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.stopHosts"), "stop");
        items.add(Messages.text("choice.continueHosts"), "continue");
        return items;
    }
}
