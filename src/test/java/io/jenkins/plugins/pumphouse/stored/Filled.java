package io.jenkins.plugins.pumphouse.stored;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives every field that Jenkins stores a value that is not the field's usual one, so that none is lost unseen. */
final class Filled {
    private Filled() {}

    static <T> T of(T object) {
        for (Class<?> type = object.getClass();
                type.getName().startsWith(FieldLines.OURS);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (FieldLines.isStored(field)) {
                    fill(object, field);
                }
            }
        }
        return object;
    }

    @SuppressWarnings("unchecked") // lists and maps of texts, or of entries
    private static void fill(Object object, Field field) {
        Object now = FieldLines.get(object, field);
        try {
            if (now instanceof Map<?, ?> map) {
                ((Map<String, String>) map).put("cmp-13", "its block failed");
            } else if (field.getType() == List.class || field.getType() == ArrayList.class) {
                field.set(object, new ArrayList<>(List.of(item(field.getGenericType(), field.getName()))));
            } else if (now != null
                    && !(now instanceof Enum)
                    && now.getClass().getName().startsWith(FieldLines.OURS)) {
                of(now);
            } else if (now == null || !(now instanceof String || now instanceof Enum)) {
                field.set(object, value(field.getType(), field.getName()));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(field + " cannot be filled", e);
        }
    }

    private static Object item(Type list, String name) throws ReflectiveOperationException {
        return value((Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0], name);
    }

    private static Object value(Class<?> type, String name) throws ReflectiveOperationException {
        if (type == String.class) {
            return "a " + name;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class || type == Integer.class) {
            return 7;
        }
        if (type == long.class || type == Long.class) {
            return 7L;
        }
        if (type == Map.class) { // of numbers: the quotas that a build has set
            return Map.of("compute cores", 7L);
        }
        if (type.isRecord()) {
            return record(type);
        }
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return of(constructor.newInstance());
    }

    private static Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        Object[] values = new Object[parts.length];
        for (int at = 0; at < parts.length; at++) {
            types[at] = parts[at].getType();
            values[at] = types[at] == List.class
                    ? List.of(item(parts[at].getGenericType(), parts[at].getName()))
                    : value(types[at], parts[at].getName());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }
}
