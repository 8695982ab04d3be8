package io.jenkins.plugins.pumphouse.pipeline.program;

import java.io.Serializable;
import java.util.Optional;

/** The objects that the enclosing blocks of a step give to it, the innermost first. */
final class ContextValues implements Serializable {
    private static final long serialVersionUID = 1L;

    static final ContextValues NONE = new ContextValues(null, null);

    private final Object value;
    private final ContextValues outer;

    private ContextValues(Object value, ContextValues outer) {
        this.value = value;
        this.outer = outer;
    }

    ContextValues with(Object inner) {
        return new ContextValues(inner, this);
    }

    /** The innermost value of that type. */
    <T> Optional<T> nearest(Class<T> type) {
        for (ContextValues at = this; at != null; at = at.outer) {
            if (type.isInstance(at.value)) {
                return Optional.of(type.cast(at.value));
            }
        }
        return Optional.empty();
    }
}
