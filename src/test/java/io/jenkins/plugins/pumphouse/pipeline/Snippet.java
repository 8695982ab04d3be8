package io.jenkins.plugins.pumphouse.pipeline;

import hudson.model.Descriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

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
        List<String> required = Arrays.stream(constructor.getParameters())
                .map(Parameter::getName)
                .toList();
        Step step = sent(descriptor, constructor, form);
        Step fresh = (Step) constructor.newInstance(
                required.stream().map(name -> value(step, name)).toArray());
        Snippet snippet = new Snippet(descriptor);
        required.forEach(name -> snippet.arguments.put(name, value(step, name)));
        for (Method setter : setters(step.getClass())) {
            String name = name(setter);
            if (!Objects.equals(value(step, name), value(fresh, name))) {
                snippet.arguments.put(name, value(step, name));
            }
        }
        return snippet;
    }

    private static List<Method> setters(Class<?> step) {
        return Arrays.stream(step.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .toList();
    }

    /** The generator leaves it to the descriptor to make a step of what was sent. */
    private static Step sent(StepDescriptor descriptor, Constructor<?> constructor, Map<String, Object> form) {
        JSONObject json = new JSONObject();
        for (Parameter parameter : constructor.getParameters()) {
            json.put(parameter.getName(), form.getOrDefault(parameter.getName(), ""));
        }
        setters(descriptor.clazz).forEach(setter -> json.put(name(setter), form.getOrDefault(name(setter), "")));
        try {
            return descriptor.newInstance(new Sent(constructor), json);
        } catch (Descriptor.FormException e) {
            throw new AssertionError(e);
        }
    }

    /** Stapler's part. */
    private record Sent(Constructor<?> constructor) implements StaplerRequest2 {
        @Override
        public void bindJSON(Object bean, JSONObject json) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T bindJSON(Class<T> type, JSONObject json) {
            try {
                T made = type.cast(constructor.newInstance(Arrays.stream(constructor.getParameters())
                        .map(parameter -> bound(parameter.getType(), json.get(parameter.getName())))
                        .toArray()));
                for (Method setter : setters(type)) {
                    if (json.has(name(setter))) {
                        setter.invoke(made, bound(setter.getParameterTypes()[0], json.get(name(setter))));
                    }
                }
                return made;
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
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

    /**
     * As Stapler binds it: a text where a list is meant is a list of one, whatever lines it has, and an empty text is
     * the number 0.
     */
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
