package io.jenkins.plugins.pumphouse.pipeline.script;

import java.io.Serializable;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Groovy category: loops over a collection can be saved in the middle, which JDK iterators and entries cannot. Groovy
 * prefers a class's own method to one of a wide type, hence a method for each kind.
 */
public final class SerializableIterators {
    private SerializableIterators() {}

    public static Iterator<Object> iterator(List<?> items) {
        return iterator((Collection<?>) items);
    }

    public static Iterator<Object> iterator(Set<?> items) {
        return iterator((Collection<?>) items);
    }

    public static Iterator<Object> iterator(Map<?, ?> map) {
        return iterator(map.entrySet());
    }

    public static Iterator<Object> iterator(Collection<?> items) {
        ArrayList<Object> copies = new ArrayList<>();
        for (Object item : items) {
            copies.add(item instanceof Map.Entry<?, ?> entry ? new SimpleImmutableEntry<>(entry) : item);
        }
        return new Copy(copies);
    }

    private static final class Copy implements Iterator<Object>, Serializable {
        private static final long serialVersionUID = 1L;

        private final ArrayList<Object> items;
        private int next;

        Copy(ArrayList<Object> items) {
            this.items = items;
        }

        @Override
        public boolean hasNext() {
            return next < items.size();
        }

        @Override
        public Object next() {
            return items.get(next++);
        }
    }
}
