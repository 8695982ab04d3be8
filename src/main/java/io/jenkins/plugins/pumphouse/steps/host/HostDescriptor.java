package io.jenkins.plugins.pumphouse.steps.host;

import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
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

    HostDescriptor(String function, String title) {
        super(function, title);
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
            return FormValidation.errorWithMarkup(Util.escape(e.getMessage()));
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
        items.add("as the inventory says", "");
        items.add("by the switch's VLANs", "switch");
        items.add("not needed", "none");
        return items;
    }

    @POST
    @Override
    public ListBoxModel doFillOnFailureItems() {
        ListBoxModel items = new ListBoxModel();
        items.add("begin no further host", "stop");
        items.add("continue with the others", "continue");
        return items;
    }
}
