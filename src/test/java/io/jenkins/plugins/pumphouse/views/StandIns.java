package io.jenkins.plugins.pumphouse.views;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.jelly.DynaTagSupport;
import org.apache.commons.jelly.JellyTagException;
import org.apache.commons.jelly.TagLibrary;
import org.apache.commons.jelly.XMLOutput;
import org.apache.commons.jelly.impl.TagScript;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** A tag library whose tags are functions; a tag that it does not have is an error. */
final class StandIns extends TagLibrary {
    /** What a tag writes. */
    interface Drawing {
        void draw(Tag tag) throws JellyTagException, SAXException;
    }

    private final String library;
    private final Map<String, Drawing> drawings = new LinkedHashMap<>();

    StandIns(String library) {
        this.library = library;
    }

    StandIns with(String tag, Drawing drawing) {
        drawings.put(tag, drawing);
        return this;
    }

    @Override
    public TagScript createTagScript(String name, Attributes attributes) {
        return new TagScript((tag, given) -> createTag(tag, given));
    }

    @Override
    public org.apache.commons.jelly.Tag createTag(String name, Attributes attributes) {
        Drawing drawing = drawings.get(name);
        if (drawing == null) {
            throw new AssertionError("No stand-in for the tag " + name + " of " + library);
        }
        return new Tag(drawing);
    }

    /** A tag of a view with its attributes. */
    static final class Tag extends DynaTagSupport {
        private final Drawing drawing;
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private XMLOutput out;

        private Tag(Drawing drawing) {
            this.drawing = drawing;
        }

        @Override
        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }

        @Override
        public Class<?> getAttributeType(String name) {
            return Object.class;
        }

        @Override
        public void doTag(XMLOutput output) throws JellyTagException {
            this.out = output;
            try {
                drawing.draw(this);
            } catch (SAXException e) {
                throw new JellyTagException(e);
            }
        }

        XMLOutput out() {
            return out;
        }

        /** Null if it is not given. */
        Object given(String name) {
            return attributes.get(name);
        }

        /** Empty if it is not given. */
        String text(String name) {
            Object value = attributes.get(name);
            return value == null ? "" : value.toString();
        }

        void body() throws JellyTagException {
            invokeBody(out);
        }

        /** @param attributes names and values in turn; a pair whose value is null is left out */
        Tag open(String element, String... attributes) throws SAXException {
            AttributesImpl list = new AttributesImpl();
            for (int i = 0; i < attributes.length; i += 2) {
                if (attributes[i + 1] != null) {
                    list.addAttribute("", attributes[i], attributes[i], "CDATA", attributes[i + 1]);
                }
            }
            out.startElement(element, list);
            return this;
        }

        Tag write(String text) throws SAXException {
            out.write(text);
            return this;
        }

        Tag close(String... elements) throws SAXException {
            for (String element : elements) {
                out.endElement(element);
            }
            return this;
        }
    }
}
