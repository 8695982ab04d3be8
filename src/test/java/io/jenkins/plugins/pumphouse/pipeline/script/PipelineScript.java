package io.jenkins.plugins.pumphouse.pipeline.script;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.SerializableScript;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import groovy.lang.Closure;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import hudson.EnvVars;
import java.util.Map;
import java.util.stream.Collectors;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * Base class of a Jenkinsfile: an unknown method is a step, an unknown variable a global one or one of the environment.
 */
public abstract class PipelineScript extends SerializableScript {
    private static final long serialVersionUID = 1L;

    @Override
    public Object invokeMethod(String name, Object args) {
        Object[] arguments = InvokerHelper.asArray(args);
        if (name.equals("pipeline") && arguments.length == 1 && arguments[0] instanceof Closure<?>) {
            return declarative(arguments);
        }
        if (StepCall.descriptor(name).isPresent()) {
            return Continuable.suspend(name, new StepCall(name, arguments));
        }
        if (Symbols.contains(name)) {
            return Symbols.call(name, arguments);
        }
        try {
            return super.invokeMethod(name, args);
        } catch (MissingMethodException e) {
            if (!name.equals(e.getMethod())) {
                throw e;
            }
            throw new NoSuchMethodError("No such DSL method '" + name + "' found among steps " + names());
        }
    }

    @Override
    public Object getProperty(String name) {
        if (getBinding().hasVariable(name)) {
            return getBinding().getVariable(name);
        }
        switch (name) {
            case "env":
                return new EnvironmentVariables();
            case "params":
                return ScriptHost.current().parameters();
            case "currentBuild":
                return new CurrentBuild();
            case "scm":
                return Map.of();
            case "steps":
                return this;
            default:
                EnvVars environment = ScriptHost.current().environment();
                if (environment.containsKey(name)) {
                    return environment.get(name);
                }
                try {
                    return super.getProperty(name);
                } catch (MissingPropertyException e) {
                    throw new MissingPropertyException("No such property: " + name + " for class: groovy.lang.Binding");
                }
        }
    }

    /** Groovy's own would sleep here. */
    public Object sleep(long seconds) {
        return invokeMethod("sleep", new Object[] {seconds});
    }

    @Override
    public void print(Object value) {
        println(value);
    }

    @Override
    public void println() {
        println("");
    }

    @Override
    public void println(Object value) {
        ScriptHost.current().print(String.valueOf(value));
    }

    private Object declarative(Object[] arguments) {
        try {
            return InvokerHelper.invokeMethod(
                    ScriptCompiler.declarative(getClass().getClassLoader()), "call", arguments);
        } catch (InvokerInvocationException e) {
            if (e.getCause() instanceof CpsCallableInvocation invocation) {
                throw invocation; // how the interpreter learns of a method that it has to run itself
            }
            throw e;
        }
    }

    private static String names() {
        return StepDescriptor.all().stream()
                .map(StepDescriptor::getFunctionName)
                .sorted()
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
