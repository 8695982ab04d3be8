package io.jenkins.plugins.pumphouse.views;

import io.jenkins.plugins.pumphouse.settings.AsCode;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.kohsuke.stapler.DataBoundConstructor;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a form sends and what becomes of it, as Jenkins' script and Stapler have it: an object for each group that has a
 * name, a list only where a name comes twice, no key for a list without rows.
 */
final class Submission {
    private static final Set<String> CONTROLS = Set.of("input", "textarea", "select");

    private Submission() {}

    /** The JSON of a form that nobody has touched. */
    static Map<String, Object> of(String form) {
        Map<Element, Map<String, Object>> groups = new LinkedHashMap<>();
        Element root = parse(form).getDocumentElement();
        groups.put(root, new LinkedHashMap<>());
        NodeList elements = root.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            if (CONTROLS.contains(element.getTagName()) && !isTemplate(element)) {
                add(group(element, root, groups), element.getAttribute("name"), value(element));
            }
        }
        return groups.get(root);
    }

    static Document parse(String html) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(html)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(html, e);
        }
    }

    /** Jenkins keeps the copy for new rows out of the form. */
    private static boolean isTemplate(Element element) {
        for (Element each = element; each != null; each = parent(each)) {
            if (each.getAttribute("class").contains("to-be-removed")) {
                return true;
            }
        }
        return false;
    }

    private static Element parent(Element element) {
        return element.getParentNode() instanceof Element parent ? parent : null;
    }

    private static Map<String, Object> group(Element element, Element root, Map<Element, Map<String, Object>> groups) {
        Element parent = parent(element);
        while (parent != root && parent.getAttribute("name").isEmpty()) {
            parent = parent(parent);
        }
        Map<String, Object> known = groups.get(parent);
        if (known == null) {
            known = new LinkedHashMap<>();
            groups.put(parent, known);
            add(group(parent, root, groups), parent.getAttribute("name"), known);
        }
        return known;
    }

    @SuppressWarnings("unchecked") // a list is one of ours
    private static void add(Map<String, Object> group, String name, Object value) {
        String key = name.substring(name.lastIndexOf('.') + 1);
        Object before = group.get(key);
        if (before == null) {
            group.put(key, value);
        } else if (before instanceof List) {
            ((List<Object>) before).add(value);
        } else {
            group.put(key, new ArrayList<>(List.of(before, value)));
        }
    }

    private static Object value(Element control) {
        if (control.getAttribute("type").equals("checkbox")) {
            return control.hasAttribute("checked");
        }
        if (control.getTagName().equals("select")) {
            NodeList options = control.getElementsByTagName("option");
            String chosen = options.getLength() == 0 ? "" : ((Element) options.item(0)).getAttribute("value");
            for (int i = 0; i < options.getLength(); i++) {
                Element option = (Element) options.item(i);
                chosen = option.hasAttribute("selected") ? option.getAttribute("value") : chosen;
            }
            return chosen;
        }
        return control.getTagName().equals("input") ? control.getAttribute("value") : control.getTextContent();
    }

    /** The object that Stapler makes of it; a key that the class does not have is passed over, as there. */
    static <T> T bind(Class<T> type, Map<String, Object> json) {
        Map<String, Object> left = new LinkedHashMap<>(json);
        try {
            Constructor<?> constructor = Arrays.stream(type.getConstructors())
                    .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(type + " cannot be made"));
            List<Object> arguments = new ArrayList<>();
            for (Parameter parameter : constructor.getParameters()) {
                arguments.add(value(parameter.getParameterizedType(), left.remove(parameter.getName())));
            }
            T made = type.cast(constructor.newInstance(arguments.toArray()));
            Map<String, Method> setters = AsCode.setters(type);
            for (Map.Entry<String, Object> entry : left.entrySet()) {
                Method setter = setters.get(entry.getKey());
                if (setter != null) {
                    setter.invoke(made, value(setter.getGenericParameterTypes()[0], entry.getValue()));
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " of " + json + ": " + e, e);
        }
    }

    @SuppressWarnings("unchecked") // an object of the form's JSON
    private static Object value(Type type, Object json) {
        if (json == null) {
            return null;
        }
        if (type instanceof ParameterizedType list) {
            List<?> items = json instanceof List<?> several ? several : List.of(json);
            return new ArrayList<>(items.stream()
                    .map(item -> value(list.getActualTypeArguments()[0], item))
                    .toList());
        }
        if (type == String.class || type == Object.class || type == boolean.class || type == Boolean.class) {
            return json;
        }
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf((String) json);
        }
        return bind((Class<?>) type, (Map<String, Object>) json);
    }
}
