package io.jenkins.plugins.pumphouse.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Makes objects of Configuration as Code's values as that plugin does: by the names of the constructor's parameters and
 * of setters, lists by the type of their items, nothing for a map whose keys are free.
 */
public final class AsCode {
    private AsCode() {}

    /** @throws AssertionError for a key that the type does not have, or a value of another kind */
    public static <T> T make(Class<T> type, Map<String, ?> values) {
        Map<String, Object> left = new LinkedHashMap<>(values);
        try {
            Constructor<?> constructor = Arrays.stream(type.getConstructors())
                    .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(type + " cannot be made"));
            List<Object> arguments = new ArrayList<>();
            for (Parameter parameter : constructor.getParameters()) {
                arguments.add(value(parameter.getParameterizedType(), left.remove(parameter.getName())));
            }
            T made = type.cast(constructor.newInstance(arguments.toArray()));
            Map<String, Method> setters = setters(type);
            for (Map.Entry<String, Object> entry : left.entrySet()) {
                Method setter = setters.get(entry.getKey());
                if (setter == null) {
                    throw new AssertionError("No \"" + entry.getKey() + "\" in " + type.getSimpleName()
                            + "; there are: " + setters.keySet());
                }
                setter.invoke(made, value(setter.getGenericParameterTypes()[0], entry.getValue()));
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + ": " + e, e);
        }
    }

    /** The keys of a type besides its constructor's, each with its setter. */
    public static Map<String, Method> setters(Class<?> type) {
        Map<String, Method> setters = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                setters.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), method);
            }
        }
        return setters;
    }

    @SuppressWarnings("unchecked") // YAML's maps have texts as keys here
    private static Object value(Type type, Object given) {
        if (given == null) {
            return null;
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            if (!(given instanceof List<?> items)) {
                throw new AssertionError("not a list: " + given);
            }
            return items.stream()
                    .map(item -> value(list.getActualTypeArguments()[0], item))
                    .toList();
        }
        if (type == String.class) {
            if (given instanceof Map || given instanceof List) {
                throw new AssertionError("not a single value: " + given);
            }
            return given.toString();
        }
        if (!(given instanceof Map)) {
            throw new AssertionError(type + " cannot be made of " + given);
        }
        return make((Class<?>) type, (Map<String, ?>) given);
    }
}
