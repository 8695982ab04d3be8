package org.jvnet.localizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** Looks for a text in the files of a language beside a class, then in the file without a language. */
public final class ResourceBundleHolder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Class<?> owner;

    private ResourceBundleHolder(Class<?> owner) {
        this.owner = owner;
    }

    public static synchronized ResourceBundleHolder get(Class<?> clazz) {
        return new ResourceBundleHolder(clazz);
    }

    public String format(String key, Object... args) {
        Locale locale = LocaleProvider.getLocale();
        for (String language :
                List.of("_" + locale.getLanguage() + "_" + locale.getCountry(), "_" + locale.getLanguage(), "")) {
            String text = file(owner.getSimpleName() + language + ".properties").getProperty(key);
            if (text != null) {
                return MessageFormat.format(text, args);
            }
        }
        throw new IllegalArgumentException("No text for " + key);
    }

    private Properties file(String name) {
        Properties texts = new Properties();
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in != null) {
                texts.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
