package io.jenkins.plugins.pumphouse.pipeline.binding;

import groovy.lang.Closure;
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
public record StepArguments(Map<String, Object> named, Closure<?> body) {

    /** Descriptors of steps whose arguments are not those of a data-bound class, as {@code parallel}. */
    public interface Unbound {
        Step newInstance(Map<String, Object> arguments);
    }

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
    public static StepArguments of(StepDescriptor descriptor, Object[] arguments) {
        List<Object> rest = Arrays.asList(arguments);
        Closure<?> body = null;
        if (descriptor.takesImplicitBlockArgument() && !rest.isEmpty() && rest.get(rest.size() - 1) instanceof Closure<?> last) {
            body = last;
            rest = rest.subList(0, rest.size() - 1);
        }
        return new StepArguments(named(descriptor, rest), body);
    }

    /** The step with these arguments set. */
    public Step bind(StepDescriptor descriptor) {
        return descriptor instanceof Unbound unbound
                ? unbound.newInstance(named)
                : DataBinding.instantiate(descriptor.clazz, named);
    }

    private static Map<String, Object> named(StepDescriptor descriptor, List<Object> arguments) {
        if (arguments.isEmpty()) {
            return Map.of();
        }
        if (arguments.size() == 1 && descriptor instanceof Positional lone && !isNamed(lone, arguments.get(0))) {
            return new LinkedHashMap<>(Map.of(lone.positional(), arguments.get(0)));
        }
        if (arguments.size() == 1 && arguments.get(0) instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((name, value) -> named.put(name.toString(), value));
            return named;
        }
        Optional<String> sole = DataBinding.soleRequired(descriptor.clazz);
        if (arguments.size() > 1 || sole.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected named arguments of " + descriptor.getFunctionName() + " but got " + arguments);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(sole.get(), arguments.get(0));
        return named;
    }

    private static boolean isNamed(Positional lone, Object argument) {
        return argument instanceof Map<?, ?> map && map.containsKey(lone.positional());
    }
}
