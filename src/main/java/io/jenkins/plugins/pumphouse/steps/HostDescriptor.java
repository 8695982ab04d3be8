package io.jenkins.plugins.pumphouse.steps;

import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.host.campaign.Window;
import java.util.List;
import jenkins.model.Jenkins;

/** What the descriptors of the steps that move hypervisors have in common. */
abstract class HostDescriptor extends PumpDescriptor {
    /** Who may rewire a host besides a block. */
    static final List<String> WIRINGS = List.of("switch", "none");

    HostDescriptor(String function, String title) {
        super(function, title);
    }

    /** How a form shows a list, one a line. */
    public String lines(List<String> names) {
        return names == null ? "" : String.join("\n", names);
    }

    /** What a form says of a campaign's hours. */
    static FormValidation window(String hours) {
        if (!Jenkins.get().hasPermission(Jenkins.READ)) {
            return FormValidation.ok();
        }
        try {
            Window.parse(hours);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.errorWithMarkup(Util.escape(e.getMessage()));
        }
    }

    static ListBoxModel wirings() {
        ListBoxModel items = new ListBoxModel();
        items.add("as the inventory says", "");
        items.add("by the switch's VLANs", "switch");
        items.add("not needed", "none");
        return items;
    }

    static ListBoxModel failurePolicies() {
        ListBoxModel items = new ListBoxModel();
        items.add("begin no further host", "stop");
        items.add("go on with the others", "continue");
        return items;
    }
}
