package org.jenkinsci.plugins.workflow.steps;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

public abstract class StepDescriptor extends Descriptor<Step> {
    protected StepDescriptor() {}

    public abstract Set<? extends Class<?>> getRequiredContext();

    public Set<? extends Class<?>> getProvidedContext() {
        return Set.of();
    }

    public abstract String getFunctionName();

    public boolean takesImplicitBlockArgument() {
        return false;
    }

    public boolean isAdvanced() {
        return false;
    }

    public Step newInstance(Map<String, Object> arguments) throws Exception {
        throw new UnsupportedOperationException(
                getFunctionName() + " leaves it to whoever calls it to bind its arguments");
    }

    public String argumentsToString(Map<String, Object> namedArgs) {
        return namedArgs.size() == 1
                ? String.valueOf(namedArgs.values().iterator().next())
                : null;
    }

    public final Class<?> getMetaStepArgumentType() {
        return null;
    }

    public final void checkContextAvailability(StepContext c)
            throws MissingContextVariableException, IOException, InterruptedException {
        for (Class<?> type : getRequiredContext()) {
            if (c.get(type) == null) {
                throw new MissingContextVariableException(type, this);
            }
        }
    }

    public static Iterable<StepDescriptor> allMeta() {
        return List.of();
    }

    public static List<StepDescriptor> metaStepsOf(String symbol) {
        return List.of();
    }

    public static StepDescriptor byFunctionName(String name) {
        return all().stream()
                .filter(descriptor -> descriptor.getFunctionName().equals(name))
                .findFirst()
                .orElse(null);
    }

    public static ExtensionList<StepDescriptor> all() {
        return ExtensionList.lookup(StepDescriptor.class);
    }
}
