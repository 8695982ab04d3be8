package io.jenkins.plugins.pumphouse;

import org.jvnet.localizer.ResourceBundleHolder;

/**
 * The texts of forms and pages that code shows, in the language of the person who looks at them: names, choices, and
 * what a form says of a value. What a step writes (its log, reports and errors) is English for everybody.
 */
public final class Messages {
    private Messages() {}

    /**
     * @param key a line of {@code Messages.properties}
     * @param values for <code>{0}</code>, <code>{1}</code>, …
     */
    public static String text(String key, Object... values) {
        return ResourceBundleHolder.get(Messages.class).format(key, values);
    }
}
