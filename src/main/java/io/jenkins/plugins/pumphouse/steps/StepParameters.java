package io.jenkins.plugins.pumphouse.steps;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What a step can be told, as its class declares it: the parameters of its data-bound constructor, and its data-bound
 * setters.
 */
final class StepParameters {
    private final Constructor<?> constructor;
    private final Map<String, Method> setters = new TreeMap<>();
    private final Map<String, ArgumentType> types = new TreeMap<>();

    StepParameters(Class<? extends Step> step) {
        constructor = Arrays.stream(step.getConstructors())
                .filter(c -> c.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(step + " has no data-bound constructor"));
        for (Parameter parameter : constructor.getParameters()) {
            types.put(parameter.getName(), ArgumentType.of(parameter.getType()));
        }
        for (Method method : step.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String property = method.getName().substring("set".length());
                String name = Character.toLowerCase(property.charAt(0)) + property.substring(1);
                setters.put(name, method);
                types.put(name, type(method));
            }
        }
    }

    private static ArgumentType type(Method setter) {
        if (setter.isAnnotationPresent(TakesMap.class)) {
            return ArgumentType.SETTINGS;
        }
        return setter.isAnnotationPresent(TakesLines.class)
                ? ArgumentType.LINES
                : ArgumentType.of(setter.getParameterTypes()[0]);
    }

    SortedSet<String> names() {
        return new TreeSet<>(types.keySet());
    }

    /** Those of one type. */
    SortedSet<String> names(ArgumentType type) {
        return names().stream().filter(name -> types.get(name) == type).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The type of a parameter; null when there is none of that name. */
    ArgumentType type(String name) {
        return types.get(name);
    }

    /** Whether it is a parameter of the constructor. */
    boolean isRequired(String name) {
        return types.containsKey(name) && !setters.containsKey(name);
    }

    /** A step with these values, each of its parameter's type; a parameter that is left out keeps its default. */
    Step create(Map<String, Object> values) {
        Object[] required = Arrays.stream(constructor.getParameters())
                .map(p -> values.get(p.getName()))
                .toArray();
        try {
            Step step = (Step) constructor.newInstance(required);
            for (Map.Entry<String, Method> setter : setters.entrySet()) {
                if (values.containsKey(setter.getKey())) {
                    setter.getValue().invoke(step, values.get(setter.getKey()));
                }
            }
            return step;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
