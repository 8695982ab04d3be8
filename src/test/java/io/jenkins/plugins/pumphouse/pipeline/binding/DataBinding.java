package io.jenkins.plugins.pumphouse.pipeline.binding;

import hudson.model.TaskListener;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Creates data-bound objects: constructor parameters by name, then the setters of the arguments that are given. */
public final class DataBinding {
    private static final Map<Class<?>, Object> PRIMITIVES = Map.of(
            boolean.class,
            false,
            int.class,
            0,
            long.class,
            0L,
            double.class,
            0.0,
            float.class,
            0f,
            short.class,
            (short) 0,
            byte.class,
            (byte) 0);

    private DataBinding() {}

    /**
     * An instance of the class with the arguments set. Of an unknown argument Jenkins only warns.
     *
     * @param listener of the build
     * @throws IllegalArgumentException when a value has the wrong type, or the class refuses it; with that as its cause
     */
    public static <T> T instantiate(Class<T> type, Map<String, ?> arguments, TaskListener listener) {
        Constructor<T> constructor = constructor(type);
        Map<String, Setter> setters = setters(type);
        warnOfUnknownNames(type, constructor, setters, arguments, listener);
        try {
            Object[] values = Arrays.stream(constructor.getParameters())
                    .map(p -> initial(type, p, arguments.get(p.getName()), listener))
                    .toArray();
            T instance = call(() -> constructor.newInstance(values));
            setters.forEach((name, setter) -> {
                if (arguments.containsKey(name)) {
                    setter.set(
                            instance,
                            Coercion.coerce(setter.displayName(), setter.type(), arguments.get(name), listener));
                }
            });
            return instance;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "Could not instantiate " + arguments + " for " + type.getName() + ": " + e, e);
        }
    }

    /** What a constructor gets: the value, or what the JVM has for an absent one. */
    private static Object initial(Class<?> type, Parameter parameter, Object value, TaskListener listener) {
        return value == null
                ? PRIMITIVES.get(parameter.getType())
                : Coercion.coerce(
                        type.getName() + "." + parameter.getName(), parameter.getParameterizedType(), value, listener);
    }

    /** The one argument that may be given without its name: the only parameter of the constructor. */
    public static Optional<String> soleRequired(Class<?> type) {
        Parameter[] required = constructor(type).getParameters();
        return required.length == 1 ? Optional.of(required[0].getName()) : Optional.empty();
    }

    /** The parameters of the constructor, which a call has to give. */
    static List<String> required(Class<?> type) {
        return Arrays.stream(constructor(type).getParameters())
                .map(Parameter::getName)
                .toList();
    }

    /** The declared type of each argument, erased. */
    static Map<String, Class<?>> types(Class<?> type) {
        Map<String, Class<?>> types = new TreeMap<>();
        Arrays.stream(constructor(type).getParameters()).forEach(each -> types.put(each.getName(), each.getType()));
        setters(type).forEach((name, setter) -> types.put(name, Coercion.erase(setter.type())));
        return types;
    }

    private static void warnOfUnknownNames(
            Class<?> type,
            Constructor<?> constructor,
            Map<String, Setter> setters,
            Map<String, ?> arguments,
            TaskListener listener) {
        TreeSet<String> unknown = new TreeSet<>(arguments.keySet());
        unknown.removeAll(setters.keySet());
        Arrays.stream(constructor.getParameters()).map(Parameter::getName).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            listener.getLogger()
                    .println("WARNING: Unknown parameter(s) found for class type '" + type.getName() + "': "
                            + String.join(",", unknown));
        }
    }

    @SuppressWarnings("unchecked") // the constructors of Class<T> create T
    private static <T> Constructor<T> constructor(Class<T> type) {
        return (Constructor<T>) Arrays.stream(type.getConstructors())
                .filter(c -> c.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        type.getName() + " has no public constructor annotated with @DataBoundConstructor"));
    }

    private static Map<String, Setter> setters(Class<?> type) {
        Map<String, Setter> setters = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                setters.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), Setter.of(method));
            }
        }
        for (Field field : type.getFields()) {
            if (field.isAnnotationPresent(DataBoundSetter.class)) {
                setters.put(field.getName(), Setter.of(field));
            }
        }
        return setters;
    }

    static <T> T call(Reflective<T> action) {
        try {
            return action.call();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call through reflection. */
    interface Reflective<T> {
        T call() throws ReflectiveOperationException;
    }

    private record Setter(String displayName, Type type, BiConsumer<Object, Object> action) {
        static Setter of(Method method) {
            return new Setter(
                    method.getDeclaringClass() + "." + method.getName() + "()",
                    method.getGenericParameterTypes()[0],
                    (target, value) -> call(() -> method.invoke(target, value)));
        }

        static Setter of(Field field) {
            return new Setter(
                    field.getDeclaringClass() + "." + field.getName(),
                    field.getGenericType(),
                    (target, value) -> call(() -> {
                        field.set(target, value);
                        return null;
                    }));
        }

        void set(Object target, Object value) {
            action.accept(target, value);
        }
    }
}
