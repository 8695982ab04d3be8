package org.kohsuke.stapler;

import net.sf.json.JSONObject;

public interface StaplerRequest2 {
    void bindJSON(Object bean, JSONObject src);

    default <T> T bindJSON(Class<T> type, JSONObject src) {
        throw new UnsupportedOperationException();
    }

    default <T> T findAncestorObject(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
