package io.jenkins.plugins.pumphouse.views;

import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Collects what a view writes, escaped, as text that is HTML and XML at once. */
final class Html extends DefaultHandler {
    private static final Set<String> WITHOUT_CONTENT = Set.of("br", "hr", "img", "input", "link", "meta");

    private final StringBuilder text = new StringBuilder();

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.getLength(); i++) {
            text.append(' ').append(attributes.getQName(i)).append("=\"");
            append(attributes.getValue(i));
            text.append('"');
        }
        text.append(WITHOUT_CONTENT.contains(name) ? "/>" : ">");
    }

    @Override
    public void endElement(String uri, String local, String name) {
        if (!WITHOUT_CONTENT.contains(name)) {
            text.append("</").append(name).append('>');
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) {
        append(new String(chars, start, length));
    }

    private void append(String plain) {
        text.append(plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;"));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
