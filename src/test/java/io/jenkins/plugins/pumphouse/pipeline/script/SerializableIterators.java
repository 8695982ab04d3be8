package io.jenkins.plugins.pumphouse.pipeline.script;

import java.io.Serializable;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/** A Groovy category: {@code for} over a collection can be saved in the middle, which JDK iterators cannot. */
final class SerializableIterators {
    private SerializableIterators() {}

    static Iterator<Object> iterator(Collection<?> items) {
        return new Copy(new ArrayList<>(items));
    }

    static Iterator<Object> iterator(Map<?, ?> map) {
        ArrayList<Object> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(new SimpleImmutableEntry<>(key, value)));
        return new Copy(entries);
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
