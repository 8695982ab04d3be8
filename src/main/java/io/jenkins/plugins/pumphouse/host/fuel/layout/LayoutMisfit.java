package io.jenkins.plugins.pumphouse.host.fuel.layout;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.util.List;

/** A node's hardware does not fit the template or the rules; says every reason at once, and what may be done. */
public final class LayoutMisfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String OTHER_DISKS = ": choose another template node, or give disks for this host";
    static final String OTHER_INTERFACES = ": choose another template node, or give interfaces for this host";

    private final List<String> reasons;

    LayoutMisfit(String what, List<String> reasons) {
        super(ConsoleText.line(what + " does not fit: " + String.join("; ", reasons)
                + ". Correct this host in pumphouse.yaml. Nothing was sent to Fuel."));
        this.reasons = List.copyOf(reasons);
    }

    /** One clause each. */
    public List<String> reasons() {
        return reasons;
    }
}
