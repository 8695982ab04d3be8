package io.jenkins.plugins.pumphouse.pipeline.binding;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Creates data-bound objects: constructor parameters by name, then the setters of the arguments that are given. */
public final class DataBinding {
    private DataBinding() {}

    /**
     * An instance of the class with the arguments set.
     *
     * @throws IllegalArgumentException when an argument is unknown, or the class refuses a value
     * @throws ClassCastException when a value has the wrong type
     */
    public static <T> T instantiate(Class<T> type, Map<String, ?> arguments) {
        Constructor<T> constructor = constructor(type);
        Map<String, Setter> setters = setters(type);
        checkNames(type, constructor, setters, arguments);
        Object[] values = Arrays.stream(constructor.getParameters())
                .map(p -> Coercion.coerce(
                        type.getSimpleName() + "." + p.getName(), p.getParameterizedType(), arguments.get(p.getName())))
                .toArray();
        T instance = call(() -> constructor.newInstance(values));
        arguments.forEach((name, value) -> {
            Setter setter = setters.get(name);
            if (setter != null) {
                setter.set(instance, Coercion.coerce(type.getSimpleName() + "." + name, setter.type(), value));
            }
        });
        return instance;
    }

    /** The one argument that may be given without its name: the only parameter of the constructor. */
    public static Optional<String> soleRequired(Class<?> type) {
        Parameter[] required = constructor(type).getParameters();
        return required.length == 1 ? Optional.of(required[0].getName()) : Optional.empty();
    }

    private static void checkNames(
            Class<?> type, Constructor<?> constructor, Map<String, Setter> setters, Map<String, ?> arguments) {
        TreeMap<String, Object> known = new TreeMap<>(setters);
        Arrays.stream(constructor.getParameters()).forEach(p -> known.put(p.getName(), p));
        for (String name : arguments.keySet()) {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException("Unknown parameter \"" + name + "\" of " + type.getSimpleName()
                        + "; there are " + known.keySet());
            }
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

    private record Setter(Type type, BiConsumer<Object, Object> action) {
        static Setter of(Method method) {
            return new Setter(
                    method.getGenericParameterTypes()[0],
                    (target, value) -> call(() -> method.invoke(target, value)));
        }

        static Setter of(Field field) {
            return new Setter(field.getGenericType(), (target, value) -> call(() -> {
                field.set(target, value);
                return null;
            }));
        }

        void set(Object target, Object value) {
            action.accept(target, value);
        }
    }
}
