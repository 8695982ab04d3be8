package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

public class DescribableList<T extends Describable<T>, D extends Descriptor<T>> extends AbstractList<T> {
    private final List<T> data = new ArrayList<>();

    public <U extends T> U get(Class<U> type) {
        return data.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    @Override
    public T get(int index) {
        return data.get(index);
    }

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public boolean add(T item) {
        return data.add(item);
    }
}
