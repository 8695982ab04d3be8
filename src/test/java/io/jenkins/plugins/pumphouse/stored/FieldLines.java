package io.jenkins.plugins.pumphouse.stored;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/** All values that Jenkins stores of an object of ours: a line each, with the way to it. */
final class FieldLines {
    static final String OURS = "io.jenkins.plugins.pumphouse.";

    private final TreeSet<String> lines = new TreeSet<>();

    private FieldLines() {}

    static TreeSet<String> of(Object stored) {
        FieldLines found = new FieldLines();
        found.add("", stored);
        return found.lines;
    }

    /** Whether Jenkins stores it. */
    static boolean isStored(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic();
    }

    private void add(String way, Object value) {
        if (value instanceof Collection<?> items) {
            int index = 0;
            for (Object item : items) {
                add(way + "[" + index++ + "]", item);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> add(way + "[" + key + "]", each));
        } else if (value != null
                && !(value instanceof Enum)
                && value.getClass().getName().startsWith(OURS)) {
            for (Class<?> type = value.getClass(); type.getName().startsWith(OURS); type = type.getSuperclass()) {
                addFields(way, value, type);
            }
        } else if (value != null) {
            lines.add(way + " = " + value.toString().replace("\n", "\\n"));
        }
    }

    private void addFields(String way, Object object, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (isStored(field)) {
                add(way.isEmpty() ? field.getName() : way + "." + field.getName(), get(object, field));
            }
        }
    }

    static Object get(Object object, Field field) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
