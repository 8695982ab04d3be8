package hudson;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/** The extensions that the SezPoz indexes of the class path name; one instance of each for the life of the JVM. */
public class ExtensionList<T> extends AbstractList<T> {
    private static final Map<String, Object> INSTANCES = new TreeMap<>();

    private final List<T> extensions;

    private ExtensionList(List<T> extensions) {
        this.extensions = extensions;
    }

    @Override
    public T get(int index) {
        return extensions.get(index);
    }

    @Override
    public int size() {
        return extensions.size();
    }

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        List<IndexItem<Extension, Object>> found = new ArrayList<>();
        Index.load(Extension.class, Object.class, ExtensionList.class.getClassLoader())
                .forEach(found::add);
        found.sort(Comparator.comparingDouble(item -> -item.annotation().ordinal()));
        List<T> extensions = new ArrayList<>();
        for (IndexItem<Extension, Object> item : found) {
            Object extension = instance(item);
            if (type.isInstance(extension) && !extensions.contains(type.cast(extension))) {
                extensions.add(type.cast(extension));
            }
        }
        return new ExtensionList<>(extensions);
    }

    public static <U> U lookupSingleton(Class<U> type) {
        ExtensionList<U> all = lookup(type);
        if (all.size() != 1) {
            throw new IllegalStateException("Expected 1 instance of " + type.getName() + " but got " + all.size());
        }
        return all.get(0);
    }

    private static synchronized Object instance(IndexItem<Extension, Object> item) {
        // No computeIfAbsent: a constructor may look up other extensions.
        String key = item.className() + "#" + item.memberName();
        Object known = INSTANCES.get(key);
        if (known == null) {
            try {
                known = item.instance();
            } catch (InstantiationException e) {
                throw new IllegalStateException("Extension " + item.className() + " cannot be created", e);
            }
            INSTANCES.put(key, known);
        }
        return known;
    }
}
