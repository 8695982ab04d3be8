package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.pumphouse.config.yaml.Written;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of keys. Its fields are the keys, so that none can be forgotten on the way to the text.
 *
 * @param <T> itself
 */
public abstract class Entry<T extends Entry<T>> extends AbstractDescribableImpl<T> {

    /** What it says, without what is not given. */
    public Written written() {
        Written written = new Written();
        for (Class<?> type = getClass(); type != Entry.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.isSynthetic() && !field.getName().equals(keyField())) {
                    write(written, key(field), valueOf(field));
                }
            }
        }
        return written;
    }

    /** The field with what names it among its kin; null if it has no name. */
    String keyField() {
        return null;
    }

    /** What stands behind its name. */
    Object value() {
        return written();
    }

    /** Adds a value of a form under a key; what is not given adds nothing. */
    public static void write(Written written, String key, Object value) {
        if (value instanceof Entry<?> entry) {
            Written inner = entry.written();
            if (!inner.isEmpty()) {
                written.put(key, inner);
            }
        } else if (value instanceof List<?> list) {
            if (!list.isEmpty()) {
                written.put(key, list.get(0) instanceof Entry<?> first ? entries(list, first.keyField()) : list);
            }
        } else if (value != null) {
            written.put(key, value);
        }
    }

    private static Object entries(List<?> list, String keyField) {
        if (keyField == null) {
            List<Written> items = new ArrayList<>();
            list.forEach(each -> items.add(((Entry<?>) each).written()));
            return items;
        }
        Written map = new Written();
        for (Object each : list) {
            Entry<?> entry = (Entry<?>) each;
            map.put(entry.name(), entry.value());
        }
        return map;
    }

    private String name() {
        try {
            Object name = valueOf(getClass().getDeclaredField(keyField()));
            return name == null ? "" : name.toString();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code switch} is a word of Java, so its field has one character more. */
    private static String key(Field field) {
        return field.getName().replaceFirst("_$", "");
    }

    private Object valueOf(Field field) {
        try {
            field.setAccessible(true);
            return field.get(this);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
