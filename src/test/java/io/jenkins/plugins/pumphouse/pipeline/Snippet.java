package io.jenkins.plugins.pumphouse.pipeline;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What Jenkins' snippet generator makes of a step's form: every field of the form is bound, also one that was left as
 * it was; written down is what differs from a fresh step of the same constructor arguments, in the order of the names.
 */
public final class Snippet {
    private final StepDescriptor descriptor;
    private final Map<String, Object> arguments = new TreeMap<>();

    private Snippet(StepDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Submits a form.
     *
     * @param form by field, as a browser sends it: a text, or a truth value for a checkbox
     */
    public static Snippet of(StepDescriptor descriptor, Map<String, Object> form) throws ReflectiveOperationException {
        Constructor<?> constructor = Arrays.stream(descriptor.clazz.getConstructors())
                .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow();
        Object[] values = Arrays.stream(constructor.getParameters())
                .map(parameter -> bound(parameter.getType(), form.get(parameter.getName())))
                .toArray();
        Step step = (Step) constructor.newInstance(values);
        Step fresh = (Step) constructor.newInstance(values);
        Snippet snippet = new Snippet(descriptor);
        for (Parameter parameter : constructor.getParameters()) {
            snippet.arguments.put(parameter.getName(), value(step, parameter.getName()));
        }
        for (Method setter : step.getClass().getMethods()) {
            if (setter.isAnnotationPresent(DataBoundSetter.class)) {
                String name = name(setter);
                setter.invoke(step, bound(setter.getParameterTypes()[0], form.get(name)));
                if (!Objects.equals(value(step, name), value(fresh, name))) {
                    snippet.arguments.put(name, value(step, name));
                }
            }
        }
        return snippet;
    }

    /** The arguments that are written down. */
    public Map<String, Object> arguments() {
        return arguments;
    }

    /** The text to paste. */
    public String text() {
        boolean block = descriptor.takesImplicitBlockArgument();
        boolean list = arguments.size() == 1 && arguments.values().iterator().next() instanceof List;
        boolean parentheses = block != arguments.isEmpty() || list;
        boolean sole = list && descriptor.clazz.getConstructors()[0].getParameterCount() == 1;
        String inside = arguments.entrySet().stream()
                .map(argument -> (sole ? "" : argument.getKey() + ": ") + groovy(argument.getValue()))
                .collect(Collectors.joining(", "));
        return descriptor.getFunctionName()
                + (parentheses ? "(" + inside + ")" : " " + inside)
                + (block ? " {\n    // some block\n}" : "");
    }

    private static String groovy(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Snippet::groovy).collect(Collectors.joining(", ", "[", "]"));
        }
        String text = String.valueOf(value).replace("\\", "\\\\").replace("'", "\\'");
        String quote = text.contains("\n") ? "'''" : "'";
        return value instanceof String ? quote + text + quote : text;
    }

    /** As Stapler binds it: a text where a list is meant is a list of one, whatever lines it has. */
    private static Object bound(Class<?> type, Object value) {
        if (type == List.class) {
            return List.of(value == null ? "" : value);
        }
        if (type == int.class) {
            return value == null || value.toString().isBlank() ? 0 : Integer.parseInt(value.toString());
        }
        return type == boolean.class ? Boolean.TRUE.equals(value) : value == null ? "" : value;
    }

    private static String name(Method setter) {
        String name = setter.getName().substring("set".length());
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** What a step has of an argument. */
    public static Object value(Step step, String property) {
        String name = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        for (String prefix : List.of("get", "is")) {
            try {
                return step.getClass().getMethod(prefix + name).invoke(step);
            } catch (NoSuchMethodException e) {
                continue;
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError(step.getClass() + " has no getter of " + property);
    }
}
