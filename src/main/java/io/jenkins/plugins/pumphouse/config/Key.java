package io.jenkins.plugins.pumphouse.config;

import java.util.List;

/**
 * The declaration of one key of a section.
 *
 * @param name as it is written
 * @param form what may be written as its value
 * @param required whether its section is incomplete without it
 * @param otherNames what people may write instead, coming from other tools; not accepted, but the message then names
 *     the right key
 * @param <T> what its value becomes
 */
record Key<T>(String name, Form<T> form, boolean required, List<String> otherNames) {

    static <T> Key<T> of(String name, Form<T> form) {
        return new Key<>(name, form, false, List.of());
    }

    Key<T> mustBeGiven() {
        return new Key<>(name, form, true, otherNames);
    }

    Key<T> notToBeCalled(String... others) {
        return new Key<>(name, form, required, List.of(others));
    }
}
