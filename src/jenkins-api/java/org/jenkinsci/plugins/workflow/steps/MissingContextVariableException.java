package org.jenkinsci.plugins.workflow.steps;

import java.util.List;
import java.util.stream.Collectors;

public class MissingContextVariableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private final String functionName;

    public MissingContextVariableException(Class<?> type, StepDescriptor d) {
        this.type = type;
        this.functionName = d == null ? "code" : d.getFunctionName() + " step";
    }

    public Class<?> getType() {
        return type;
    }

    public List<StepDescriptor> getProviders() {
        return StepDescriptor.all().stream()
                .filter(d -> d.getProvidedContext().stream().anyMatch(type::isAssignableFrom))
                .toList();
    }

    @Override
    public String getMessage() {
        String missing = "Required context " + type + " is missing";
        String providers =
                getProviders().stream().map(StepDescriptor::getFunctionName).collect(Collectors.joining(", "));
        return providers.isEmpty()
                ? missing
                : missing + "\nPerhaps you forgot to surround the " + functionName
                        + " with a step that provides this, such as: " + providers;
    }
}
