package io.jenkins.plugins.pumphouse.views;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.text.MessageFormat;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.jelly.JellyContext;
import org.apache.commons.jelly.expression.Expression;
import org.apache.commons.jelly.expression.ExpressionFactory;
import org.apache.commons.jelly.expression.ExpressionSupport;
import org.apache.commons.jexl.JexlContext;

/**
 * The expressions of one view. A name that nothing has is an error here; Jenkins would show an empty text, and nobody
 * would notice.
 */
final class StrictExpressions implements ExpressionFactory {
    /** Stands for null, which the variable of an outer scope would shine through. */
    static final Object NOTHING = new Object();

    private static final Pattern CHAIN =
            Pattern.compile("\\b([A-Za-z_]\\w*)((?:\\.\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?)+)");
    private static final Pattern SEGMENT = Pattern.compile("\\.(\\w+)(\\((?:[^()]|\\([^()]*\\))*\\))?");

    private final URL view;
    private final String language;

    StrictExpressions(URL view, String language) {
        this.view = view;
        this.language = language;
    }

    @Override
    public Expression createExpression(String text) {
        return new ExpressionSupport() {
            @Override
            public String getExpressionText() {
                return text;
            }

            @Override
            public Object evaluate(JellyContext context) {
                if (text.startsWith("%")) {
                    return new MessageFormat(translated(text.substring(1))).format(new Object[0]);
                }
                checkNames(text, context);
                return value(text, context);
            }
        };
    }

    private String translated(String key) {
        String name = view.toString().replaceFirst("\\.jelly$", language + ".properties");
        Properties texts = new Properties();
        try (InputStream in = new URL(name).openStream()) {
            texts.load(in);
        } catch (IOException e) {
            throw new AssertionError("No texts " + name, e);
        }
        String found = texts.getProperty(key);
        if (found == null) {
            throw new AssertionError(name + " has no " + key);
        }
        return found;
    }

    private void checkNames(String text, JellyContext context) {
        Matcher chain = CHAIN.matcher(text.replaceAll("'[^']*'", "''"));
        while (chain.find()) {
            String prefix = chain.group(1);
            Matcher segment = SEGMENT.matcher(chain.group(2));
            while (segment.find()) {
                Object owner = value(prefix, context);
                if (owner == null) {
                    if (prefix.equals(chain.group(1)) && context.findVariable(prefix) == null) {
                        throw new AssertionError("No variable " + prefix + " for ${" + text + "} in " + view);
                    }
                    break;
                }
                if (!has(owner, segment.group(1), segment.group(2) != null)) {
                    throw new AssertionError(
                            owner.getClass() + " has no " + segment.group(1) + " for ${" + text + "} in " + view);
                }
                prefix += segment.group();
            }
        }
    }

    private static boolean has(Object owner, String name, boolean called) {
        if (!called && owner instanceof Map) {
            return true;
        }
        String capitalized = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Set<String> names = called ? Set.of(name) : Set.of("get" + capitalized, "is" + capitalized);
        return Arrays.stream(owner.getClass().getMethods()).anyMatch(method -> names.contains(method.getName()));
    }

    private Object value(String text, JellyContext context) {
        Map<String, Object> variables = new AbstractMap<>() {
            @Override
            public Object get(Object name) {
                Object value = context.findVariable((String) name);
                return value == NOTHING ? null : value;
            }

            @Override
            public boolean containsKey(Object name) {
                return true;
            }

            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new UnsupportedOperationException();
            }
        };
        try {
            return org.apache.commons.jexl.ExpressionFactory.createExpression(text)
                    .evaluate(new Variables(variables));
        } catch (Exception e) { // as the interface declares it
            throw new AssertionError("${" + text + "} in " + view + ": " + e, e);
        }
    }

    private record Variables(Map<String, Object> values) implements JexlContext {
        @Override
        @SuppressWarnings("rawtypes") // as declared there
        public void setVars(Map vars) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("rawtypes") // as declared there
        public Map getVars() {
            return values;
        }
    }
}
