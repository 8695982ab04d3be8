package io.jenkins.plugins.pumphouse.pipeline.binding;

import groovy.lang.GString;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.reflection.ReflectionCache;
import org.jenkinsci.Symbol;

/**
 * Turns a value of a script into the type that a parameter declares, by the rules of Jenkins: Groovy's own coercions,
 * then texts to numbers, constants and truth values, of which all but {@code true} are false. A text does not become a
 * list.
 */
public final class Coercion {
    private static final Map<Class<?>, Class<?>> WRAPPERS = Map.of(
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            double.class,
            Double.class,
            float.class,
            Float.class,
            char.class,
            Character.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class);

    private Coercion() {}

    /**
     * The value as the type wants it; null for null.
     *
     * @param context whose value it is, for messages: {@code Class.parameter}
     * @throws ClassCastException when there is no way from the one to the other
     */
    static Object coerce(String context, Type type, Object given, TaskListener listener) {
        Class<?> erased = erase(type);
        Object value =
                type instanceof Class ? ReflectionCache.getCachedClass(erased).coerceArgument(given) : given;
        if (value instanceof GString text) {
            value = text.toString();
        }
        if (value instanceof List<?> list && Collection.class.isAssignableFrom(erased)) {
            return items(context, argument(type), list, listener);
        }
        if (value == null || WRAPPERS.getOrDefault(erased, erased).isInstance(value)) {
            return value;
        }
        if (value instanceof List<?> list && erased.isArray()) {
            return items(context, erased.getComponentType(), list, listener)
                    .toArray((Object[]) Array.newInstance(erased.getComponentType(), 0));
        }
        return converted(context, type, erased, value, listener);
    }

    /** The value without lazily evaluated strings, at any depth. */
    public static Object plain(Object value) {
        if (value instanceof GString text) {
            return text.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, item) -> plain.put(plain(key), plain(item)));
            return plain;
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(Coercion::plain).toList());
        }
        return value;
    }

    private static Object converted(String context, Type type, Class<?> erased, Object value, TaskListener listener) {
        if (value instanceof Symbolic symbolic) {
            Class<?> described = described(context, erased, symbolic.symbol());
            Map<String, Object> arguments = new LinkedHashMap<>(symbolic.arguments());
            if (arguments.containsKey("")) {
                arguments.put(DataBinding.soleRequired(described).orElse(""), arguments.remove(""));
            }
            return DataBinding.instantiate(described, arguments, listener);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            map.forEach((name, item) -> arguments.put((String) name, item));
            return DataBinding.instantiate(erased, arguments, listener);
        }
        if (value instanceof String text && erased.isEnum()) {
            return constant(erased, text);
        }
        Class<?> wrapper = WRAPPERS.getOrDefault(erased, erased);
        if (value instanceof String text && wrapper == Character.class && text.length() == 1) {
            return text.charAt(0);
        }
        if (value instanceof String text && Number.class.isAssignableFrom(wrapper)) {
            return number(context, wrapper, text);
        }
        if (value instanceof String text && wrapper == Boolean.class) {
            return Boolean.valueOf(text);
        }
        throw new ClassCastException(context + " expects " + type + " but received " + value.getClass());
    }

    private static Object number(String context, Class<?> wrapper, String text) {
        try {
            return wrapper.getMethod("valueOf", String.class).invoke(null, text);
        } catch (InvocationTargetException e) {
            throw new ClassCastException(context + " expects " + wrapper
                    + " but was unable to coerce the received value \"" + text + "\" to that type");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No enum constant " + type.getCanonicalName() + "." + name));
    }

    private static List<Object> items(String context, Type type, List<?> items, TaskListener listener) {
        List<Object> coerced = new ArrayList<>();
        items.forEach(item -> coerced.add(coerce(context, type, item, listener)));
        return coerced;
    }

    private static Class<?> described(String context, Class<?> wanted, String symbol) {
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            Symbol names = descriptor.getClass().getAnnotation(Symbol.class);
            if (names != null && List.of(names.value()).contains(symbol) && wanted.isAssignableFrom(descriptor.clazz)) {
                return descriptor.clazz;
            }
        }
        throw new IllegalArgumentException(
                context + " expects " + wanted + "; no implementation has the symbol " + symbol);
    }

    private static Type argument(Type type) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    static Class<?> erase(Type type) {
        if (type instanceof Class<?> erased) {
            return erased;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return type instanceof WildcardType wildcard ? erase(wildcard.getUpperBounds()[0]) : Object.class;
    }
}
