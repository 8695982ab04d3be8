package io.jenkins.plugins.pumphouse.pipeline.binding;

import groovy.lang.Closure;
import hudson.model.TaskListener;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * What stands behind the name of a step in a script.
 *
 * @param named the arguments by name
 * @param body the block; null when the call has none
 */
public record BoundArguments(Map<String, Object> named, Closure<?> body) {

    /** Descriptors of steps that take a lone argument for what is no constructor parameter, or for a map. */
    public interface Positional {
        /** The name of the argument that may stand without its name. */
        String positional();
    }

    /**
     * Reads the arguments of a call.
     *
     * @throws IllegalArgumentException when a positional argument has no place
     */
    public static BoundArguments of(StepDescriptor descriptor, Object[] arguments) {
        List<Object> rest = Arrays.asList(arguments);
        Closure<?> body = null;
        if (descriptor.takesImplicitBlockArgument()
                && !rest.isEmpty()
                && rest.get(rest.size() - 1) instanceof Closure<?> last) {
            body = last;
            rest = rest.subList(0, rest.size() - 1);
        }
        return new BoundArguments(named(descriptor, rest), body);
    }

    /** The step with these arguments set: by the descriptor, where it has its own way to do that. */
    public Step bind(StepDescriptor descriptor, TaskListener listener) throws Exception {
        Class<?> binds =
                descriptor.getClass().getMethod("newInstance", Map.class).getDeclaringClass();
        return binds == StepDescriptor.class
                ? DataBinding.instantiate(descriptor.clazz, named, listener)
                : descriptor.newInstance(named);
    }

    private static Map<String, Object> named(StepDescriptor descriptor, List<Object> arguments) {
        if (arguments.isEmpty()) {
            return Map.of();
        }
        if (arguments.size() == 1 && descriptor instanceof Positional lone && !isNamed(lone, arguments.get(0))) {
            return new LinkedHashMap<>(Map.of(lone.positional(), Coercion.plain(arguments.get(0))));
        }
        if (arguments.size() == 1 && arguments.get(0) instanceof Map<?, ?> map && !map.containsKey("$class")) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((name, value) -> named.put(name.toString(), Coercion.plain(value)));
            return named;
        }
        Optional<String> sole = DataBinding.soleRequired(descriptor.clazz);
        if (arguments.size() > 1 || sole.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected named arguments but got " + (arguments.size() > 1 ? arguments : arguments.get(0)));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(sole.get(), Coercion.plain(arguments.get(0)));
        return named;
    }

    private static boolean isNamed(Positional lone, Object argument) {
        return argument instanceof Map<?, ?> map && map.containsKey(lone.positional());
    }
}
