package io.jenkins.plugins.pumphouse.steps;

import hudson.util.ListBoxModel;
import java.util.List;

/** What the descriptors of the steps that move hypervisors have in common. */
abstract class HostDescriptor extends PumpDescriptor {
    HostDescriptor(String function, String title) {
        super(function, title);
    }

    /**
     * A block may be there, and need not be. Jenkins asks this twice: whether a block may be given, and then, of a call without one, from
     * {@code invokeStep} whether there has to be one. There is no other way to tell it the difference; were that method called otherwise
     * one day, a call without a block would have to be written with an empty one.
     */
    @Override
    public boolean takesImplicitBlockArgument() {
        return !StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getMethodName)
                        .filter(method -> !method.equals("takesImplicitBlockArgument"))
                        .findFirst())
                .orElse("")
                .equals("invokeStep");
    }

    /** How a form shows a list, one a line. */
    public String lines(List<String> names) {
        return names == null ? "" : String.join("\n", names);
    }

    static ListBoxModel wirings() {
        ListBoxModel items = new ListBoxModel();
        items.add("by the block, or as the inventory says", "");
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
