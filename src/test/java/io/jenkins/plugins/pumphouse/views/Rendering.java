package io.jenkins.plugins.pumphouse.views;

import java.io.IOException;
import java.net.URL;
import java.util.Map;
import org.apache.commons.jelly.JellyContext;
import org.apache.commons.jelly.JellyException;
import org.apache.commons.jelly.Script;
import org.apache.commons.jelly.XMLOutput;
import org.apache.commons.jelly.parser.XMLParser;
import org.xml.sax.SAXException;

/** Runs views as Stapler finds them: in the folder of a class, then of its superclasses, or by a whole path. */
final class Rendering {
    private final String language;

    /** @param language empty for English, or as the ending of a file of texts: {@code _de} */
    Rendering(String language) {
        this.language = language;
    }

    /** The page of an object as a request with this query gets it. */
    String page(Object it, String view, Map<String, String> query) {
        JellyContext context = context();
        context.setVariable("it", it);
        context.setVariable("rootURL", "/jenkins");
        context.setVariable("request2", new Query(query));
        Html html = new Html();
        run(it.getClass(), view, context, new XMLOutput(html));
        return html.toString();
    }

    /** The form of a class with an object's values, or with none if that is null. */
    String form(Class<?> type, Object instance) {
        Html html = new Html();
        form(type, instance, context(), new XMLOutput(html));
        return "<form>" + html + "</form>";
    }

    void form(Class<?> type, Object instance, JellyContext outer, XMLOutput out) {
        JellyContext context = outer.newJellyContext();
        context.setVariable("type", type);
        context.setVariable("descriptor", FormTags.descriptor(type));
        context.setVariable("instance", instance == null ? StrictExpressions.NOTHING : instance);
        run(type, "config.jelly", context, out);
    }

    void run(Class<?> type, String view, JellyContext context, XMLOutput out) {
        URL url = find(type, view);
        try {
            XMLParser parser = new XMLParser();
            parser.setContext(context);
            parser.setExpressionFactory(new StrictExpressions(url, language));
            Script script = parser.parse(url).compile();
            script.run(context, out);
        } catch (JellyException | IOException | SAXException e) {
            throw new AssertionError(url + ": " + e, e);
        }
    }

    static URL find(Class<?> type, String view) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            String path = view.startsWith("/")
                    ? view
                    : "/" + each.getName().replace('.', '/').replace('$', '/') + "/" + view;
            URL found = Rendering.class.getResource(path);
            if (found != null) {
                return found;
            }
        }
        throw new AssertionError("No " + view + " of " + type);
    }

    private JellyContext context() {
        JellyContext context = new JellyContext();
        context.registerTagLibrary("jelly:stapler", PageTags.stapler(this));
        context.registerTagLibrary("/lib/layout", PageTags.layout());
        context.registerTagLibrary("/lib/hudson", PageTags.hudson());
        context.registerTagLibrary("/lib/form", new FormTags(this).form());
        context.registerTagLibrary("/lib/credentials", new FormTags(this).credentials());
        return context;
    }

    /** What a view reads of a request. */
    public record Query(Map<String, String> parameters) {
        public String getParameter(String name) {
            return parameters.get(name);
        }
    }
}
