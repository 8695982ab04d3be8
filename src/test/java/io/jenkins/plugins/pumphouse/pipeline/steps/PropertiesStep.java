package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.pipeline.binding.Symbolic;
import io.jenkins.plugins.pumphouse.pipeline.script.ScriptHost;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code properties([parameters([…])])}: the defaults of parameters count at once, not from the next build. */
public final class PropertiesStep extends Step {
    private final List<Symbolic> properties;

    @DataBoundConstructor
    public PropertiesStep(List<Symbolic> properties) {
        this.properties = properties;
    }

    @Override
    public StepExecution start(StepContext context) {
        return Executions.atOnce(context, c -> {
            Map<String, Object> parameters = c.get(ScriptHost.class).parameters();
            for (Symbolic property : properties) {
                if (property.symbol().equals("parameters")) {
                    for (Object declared : (List<?>) property.positional()) {
                        Symbolic parameter = (Symbolic) declared;
                        parameters.putIfAbsent(parameter.text("name", null), initial(parameter));
                    }
                }
            }
            return null;
        });
    }

    private static Object initial(Symbolic parameter) {
        Object value = parameter.arguments().get("defaultValue");
        switch (parameter.symbol()) {
            case "booleanParam":
                return Boolean.TRUE.equals(value);
            case "choice":
                Object choices = parameter.arguments().get("choices");
                return choices instanceof List<?> list
                        ? list.get(0)
                        : choices.toString().lines().findFirst().orElse("");
            default:
                return value == null ? "" : value;
        }
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("properties");
        }
    }
}
