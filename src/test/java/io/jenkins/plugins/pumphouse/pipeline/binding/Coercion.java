package io.jenkins.plugins.pumphouse.pipeline.binding;

import groovy.lang.GString;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.Symbol;

/** Turns a value of a script into the type that a parameter declares. */
public final class Coercion {
    private static final Map<Class<?>, Object> PRIMITIVES = Map.of(
            boolean.class, false, int.class, 0, long.class, 0L, double.class, 0.0, float.class, 0f, char.class, '\0',
            short.class, (short) 0, byte.class, (byte) 0);

    private Coercion() {}

    /**
     * The value as the type wants it; null for an absent value, zero or false when the type is primitive.
     *
     * @param context whose value it is, for messages: {@code Class.parameter}
     * @throws ClassCastException when there is no way from the one to the other
     */
    static Object coerce(String context, Type type, Object given) {
        Class<?> erased = erase(type);
        Object value = plain(given);
        if (value == null) {
            return PRIMITIVES.get(erased);
        }
        if (erased.isArray()) {
            List<Object> items = items(context, erased.getComponentType(), value);
            Object array = Array.newInstance(erased.getComponentType(), items.size());
            for (int i = 0; i < items.size(); i++) {
                Array.set(array, i, items.get(i));
            }
            return array;
        }
        if (Collection.class.isAssignableFrom(erased)) {
            List<Object> items = items(context, argument(type), value);
            return Set.class.isAssignableFrom(erased) ? new HashSet<>(items) : items;
        }
        if (erased.isInstance(value)) {
            return value;
        }
        return converted(context, erased, value);
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

    private static Object converted(String context, Class<?> erased, Object value) {
        if (value instanceof Number number && (erased.isPrimitive() || Number.class.isAssignableFrom(erased))) {
            return number(context, erased, number);
        }
        if (value instanceof Boolean && erased == boolean.class) {
            return value;
        }
        if (value instanceof String text && erased.isEnum()) {
            return constant(context, erased, text);
        }
        if (value instanceof Symbolic symbolic) {
            Class<?> described = described(context, erased, symbolic.symbol());
            Map<String, Object> arguments = new LinkedHashMap<>(symbolic.arguments());
            if (arguments.containsKey("")) {
                arguments.put(DataBinding.soleRequired(described).orElse(""), arguments.remove(""));
            }
            return DataBinding.instantiate(described, arguments);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            map.forEach((name, item) -> arguments.put(name.toString(), item));
            return DataBinding.instantiate(erased, arguments);
        }
        throw new ClassCastException(context + " expects " + erased + " but received " + value.getClass());
    }

    private static Object number(String context, Class<?> erased, Number number) {
        if (erased == int.class || erased == Integer.class) {
            return Math.toIntExact(number.longValue());
        }
        if (erased == long.class || erased == Long.class) {
            return number.longValue();
        }
        if (erased == double.class || erased == Double.class) {
            return number.doubleValue();
        }
        throw new ClassCastException(context + " expects " + erased + " but received " + number.getClass());
    }

    private static Object constant(String context, Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        context + " has no value " + name + "; there are " + Arrays.toString(type.getEnumConstants())));
    }

    private static List<Object> items(String context, Type type, Object value) {
        Collection<?> items = value instanceof Collection<?> collection ? collection : List.of(value);
        List<Object> coerced = new ArrayList<>();
        items.forEach(item -> coerced.add(coerce(context + "[" + coerced.size() + "]", type, item)));
        return coerced;
    }

    private static Class<?> described(String context, Class<?> wanted, String symbol) {
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            Symbol names = descriptor.getClass().getAnnotation(Symbol.class);
            if (names != null && List.of(names.value()).contains(symbol) && wanted.isAssignableFrom(descriptor.clazz)) {
                return descriptor.clazz;
            }
        }
        throw new IllegalArgumentException(context + " expects " + wanted + "; no implementation has the symbol " + symbol);
    }

    private static Type argument(Type type) {
        return type instanceof ParameterizedType parameterized ? parameterized.getActualTypeArguments()[0] : Object.class;
    }

    private static Class<?> erase(Type type) {
        if (type instanceof Class<?> erased) {
            return erased;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return type instanceof WildcardType wildcard ? erase(wildcard.getUpperBounds()[0]) : Object.class;
    }
}
