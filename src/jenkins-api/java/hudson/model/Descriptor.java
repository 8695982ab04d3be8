package hudson.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import jenkins.model.Loadable;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class Descriptor<T extends Describable<T>> implements Loadable, Saveable {
    public final transient Class<? extends T> clazz;

    protected Descriptor(Class<? extends T> clazz) {
        this.clazz = clazz;
    }

    @SuppressWarnings("unchecked") // a descriptor without an explicit class is nested in the class it describes
    protected Descriptor() {
        this.clazz = (Class<? extends T>) getClass().getEnclosingClass();
    }

    public String getDisplayName() {
        return clazz.getSimpleName();
    }

    public String getId() {
        return clazz.getName();
    }

    public final String getDescriptorFullUrl() {
        return getId();
    }

    public final String getJsonSafeClassName() {
        return getId().replace('.', '-');
    }

    public final boolean isInstance(T instance) {
        return clazz.isInstance(instance);
    }

    @SuppressWarnings("rawtypes") // as in Jenkins
    public final boolean isSubTypeOf(Class type) {
        return type == clazz;
    }

    protected final String getViewPage(Class<?> described, String pageName) {
        return pageName;
    }

    public static String getCurrentDescriptorByNameUrl() {
        return "";
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // as in Jenkins
    public static <T> T[] toArray(T... values) {
        return values;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // as in Jenkins
    public static <T> List<T> toList(T... values) {
        return List.of(values);
    }

    public static <T extends Describable<T>> Map<Descriptor<T>, T> toMap(Iterable<T> describables) {
        return Map.of();
    }

    public static <T> T bindJSON(StaplerRequest2 req, Class<T> type, JSONObject src) {
        return req.bindJSON(type, src);
    }

    public static <T extends Describable<T>> List<T> newInstancesFromHeteroList(
            StaplerRequest2 req, JSONObject formData, String key, Collection<? extends Descriptor<T>> descriptors)
            throws FormException {
        return List.of();
    }

    public static <T extends Describable<T>> List<T> newInstancesFromHeteroList(
            StaplerRequest2 req, Object formData, Collection<? extends Descriptor<T>> descriptors)
            throws FormException {
        return List.of();
    }

    @SuppressWarnings("rawtypes") // as in Jenkins
    public static <T extends Descriptor> T findById(Collection<? extends T> list, String id) {
        return null;
    }

    @SuppressWarnings("rawtypes") // as in Jenkins
    public static <T extends Descriptor> T findByDescribableClassName(Collection<? extends T> list, String className) {
        return null;
    }

    @SuppressWarnings("rawtypes") // as in Jenkins
    public static <T extends Descriptor> T find(Collection<? extends T> list, String className) {
        return null;
    }

    @SuppressWarnings("rawtypes") // as in Jenkins
    public static Descriptor find(String className) {
        return null;
    }

    @SuppressWarnings("rawtypes") // as in Jenkins
    protected static Class self() {
        return Descriptor.class;
    }

    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        return true;
    }

    public T newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
        return bindJSON(req, clazz, formData);
    }

    @Override
    public void save() {}

    @Override
    public void load() {}

    public static final class FormException extends Exception implements HttpResponse {
        private static final long serialVersionUID = 1L;

        public FormException(String message, String formField) {
            super(message);
        }
    }
}
