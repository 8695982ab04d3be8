package io.jenkins.plugins.pumphouse.stored;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Objects as Jenkins' XStream writes them: elements are fields, those of the superclass first, an underscore twice; the
 * items of a list have the names of their classes.
 */
public final class StoredXml {
    private StoredXml() {}

    static String write(Object root) {
        StringBuilder xml = new StringBuilder("<?xml version='1.1' encoding='UTF-8'?>\n");
        write(xml, "", element(root.getClass().getName()), root);
        return xml.toString();
    }

    private static void write(StringBuilder xml, String indent, String name, Object value) {
        xml.append(indent).append('<').append(name).append('>');
        if (value.getClass().getName().startsWith(FieldLines.OURS)) {
            xml.append('\n');
            Deque<Class<?>> types = new ArrayDeque<>();
            for (Class<?> type = value.getClass();
                    type.getName().startsWith(FieldLines.OURS);
                    type = type.getSuperclass()) {
                types.push(type);
            }
            types.forEach(type -> writeFields(xml, indent + "  ", value, type));
            xml.append(indent);
        } else if (value instanceof List<?> items) {
            xml.append('\n');
            items.forEach(item -> write(
                    xml,
                    indent + "  ",
                    item instanceof String ? "string" : element(item.getClass().getName()),
                    item));
            xml.append(indent);
        } else {
            xml.append(value.toString().replace("&", "&amp;").replace("<", "&lt;"));
        }
        xml.append("</").append(name).append(">\n");
    }

    private static void writeFields(StringBuilder xml, String indent, Object object, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            Object value = FieldLines.isStored(field) ? FieldLines.get(object, field) : null;
            if (value != null) {
                write(xml, indent, element(field.getName()), value);
            }
        }
    }

    private static String element(String name) {
        return name.replace("_", "__").replace("$", "_-");
    }

    private static String name(String element) {
        return element.replace("_-", "$").replace("__", "_");
    }

    /** The root of a document that Jenkins wrote; it calls XML 1.1 what a parser of 1.0 reads, too. */
    public static Element parse(byte[] xml) throws Exception {
        String text = new String(xml, StandardCharsets.UTF_8).replaceFirst("version='1.1'", "version='1.0'");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    /**
     * Fills an object with what was stored of it; what was not stored stays as it is.
     *
     * @throws NoSuchFieldException for what has no field any more
     */
    public static <T> T fill(T object, Element stored) throws Exception {
        for (Element element : elements(stored)) {
            Field field = field(object.getClass(), name(element.getTagName()));
            field.setAccessible(true);
            if (field.getGenericType() instanceof ParameterizedType type) {
                List<Object> items = new ArrayList<>();
                for (Element item : elements(element)) {
                    items.add(item(item, (Class<?>) type.getActualTypeArguments()[0]));
                }
                field.set(object, items);
            } else {
                field.set(object, value(field.getType(), element));
            }
        }
        return object;
    }

    private static Object item(Element item, Class<?> expected) throws Exception {
        if (item.getTagName().equals("string") && expected == String.class) {
            return item.getTextContent();
        }
        return expected.cast(value(Class.forName(name(item.getTagName())), item));
    }

    private static Object value(Class<?> type, Element stored) throws Exception {
        String text = stored.getTextContent();
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == long.class) {
            return Long.valueOf(text);
        }
        return fill(made(type), stored);
    }

    /** Without its own constructor where it has arguments, which XStream does not call. */
    static <T> T made(Class<T> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object[] nothing = new Object[constructor.getParameterCount()];
        for (int i = 0; i < nothing.length; i++) {
            nothing[i] = constructor.getParameterTypes()[i] == Map.class ? Map.of() : null;
        }
        return type.cast(constructor.newInstance(nothing));
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name) && FieldLines.isStored(field)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name + " of " + type);
    }

    public static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
