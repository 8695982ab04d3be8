package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;

/**
 * What the descriptors of the steps have in common whose block rewires hosts. They are steps of their own, as Jenkins
 * knows only steps that must have a block and steps that cannot have one.
 */
public abstract class HostByDescriptor extends HostDescriptor {
    private final String withoutBlock;

    /** @param withoutBlock the step that does the same without a block */
    HostByDescriptor(String function, String withoutBlock) {
        super(function);
        this.withoutBlock = withoutBlock;
    }

    @Override
    public boolean takesImplicitBlockArgument() {
        return true;
    }

    @Override
    public Step newInstance(Map<String, Object> arguments) throws AbortException {
        if (arguments.containsKey("wiring")) {
            throw new AbortException(
                    getFunctionName() + ": its block rewires the hosts, so there is no \"wiring\". Leave wiring: '"
                            + arguments.get("wiring") + "' out, or use " + withoutBlock
                            + "(wiring: 'switch') without a block. Nothing was done.");
        }
        return super.newInstance(arguments);
    }
}
