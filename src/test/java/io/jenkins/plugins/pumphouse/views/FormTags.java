package io.jenkins.plugins.pumphouse.views;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.views.StandIns.Tag;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import org.apache.commons.jelly.JellyTagException;
import org.kohsuke.stapler.QueryParameter;
import org.xml.sax.SAXException;

/** Stand-ins for Jenkins' tags of forms: the same names, groups and look-ups, far less of a picture. */
final class FormTags {
    private final Rendering rendering;

    FormTags(Rendering rendering) {
        this.rendering = rendering;
    }

    StandIns form() {
        return new StandIns("form")
                .with("section", this::section)
                .with("entry", this::entry)
                .with("block", tag -> {
                    tag.open("div");
                    tag.body();
                    tag.close("div");
                })
                .with("advanced", tag -> {
                    tag.open("details", "class", "advanced").open("summary");
                    tag.write(tag.text("title").isEmpty() ? "Advanced" : tag.text("title"))
                            .close("summary");
                    tag.body();
                    tag.close("details");
                })
                .with("textbox", tag -> input(tag, "text"))
                .with("number", tag -> input(tag, "number"))
                .with("combobox", this::combobox)
                .with("checkbox", this::checkbox)
                .with("textarea", this::textarea)
                .with("select", this::select)
                .with("property", this::property)
                .with("repeatableProperty", this::repeatable)
                .with("repeatableDeleteButton", tag -> button(tag, "Delete"))
                .with("validateButton", tag -> {
                    method(descriptor(tag), "do" + capitalized(tag.text("method")));
                    button(tag, tag.text("title"));
                });
    }

    StandIns credentials() {
        return new StandIns("credentials").with("select", this::select);
    }

    private void section(Tag tag) throws JellyTagException, SAXException {
        tag.open("section").open("h2").write(tag.text("title")).close("h2");
        tag.body();
        tag.close("section");
    }

    private void entry(Tag tag) throws JellyTagException, SAXException {
        String field = tag.text("field");
        tag.getContext().setVariable("entryField", field.isEmpty() ? StrictExpressions.NOTHING : field);
        tag.open("div", "class", "jenkins-form-item");
        if (!tag.text("title").isEmpty()) {
            tag.open("div", "class", "jenkins-form-label")
                    .write(tag.text("title"))
                    .close("div");
        }
        if (!field.isEmpty()) {
            Rendering.find(type(tag), "help-" + field + ".html");
        }
        tag.open("div", "class", "setting-main");
        tag.body();
        tag.close("div", "div");
    }

    private void input(Tag tag, String kind) throws SAXException {
        tag.open("input", "type", kind, "name", "_." + field(tag), "value", value(tag), "aria-label", field(tag))
                .close("input");
    }

    private void combobox(Tag tag) throws SAXException {
        method(descriptor(tag), "doFill" + capitalized(field(tag)) + "Items");
        input(tag, "text");
    }

    /** Its label is its own title: Jenkins ties that of the entry around it to no control. */
    private void checkbox(Tag tag) throws SAXException {
        String checked = value(tag).equals("true") ? "checked" : null;
        tag.open("label")
                .open("input", "type", "checkbox", "name", "_." + field(tag), "checked", checked)
                .close("input")
                .write(tag.text("title"))
                .close("label");
    }

    private void textarea(Tag tag) throws SAXException {
        tag.open("textarea", "name", "_." + field(tag), "aria-label", field(tag))
                .write(value(tag))
                .close("textarea");
    }

    private void select(Tag tag) throws SAXException {
        String value = value(tag);
        tag.open("select", "name", "_." + field(tag), "aria-label", field(tag));
        for (ListBoxModel.Option option : offered(tag)) {
            String selected = option.value.equals(value) ? "selected" : null;
            tag.open("option", "value", option.value, "selected", selected)
                    .write(option.name)
                    .close("option");
        }
        tag.close("select");
    }

    /** Asked as the browser does: with the values of the form's fields that have the names of the parameters. */
    private static List<ListBoxModel.Option> offered(Tag tag) {
        Descriptor<?> descriptor = descriptor(tag);
        Method fill = method(descriptor, "doFill" + capitalized(field(tag)) + "Items");
        Object[] arguments = Arrays.stream(fill.getParameters())
                .map(parameter -> parameter.isAnnotationPresent(QueryParameter.class)
                        ? text(property(tag, parameter.getName()))
                        : null)
                .toArray();
        try {
            return new ArrayList<>((ListBoxModel) fill.invoke(descriptor, arguments));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(fill + ": " + e, e);
        }
    }

    private void property(Tag tag) throws SAXException {
        String field = tag.text("field");
        Class<?> type = getter(type(tag), field).getReturnType();
        tag.open("div", "name", field);
        rendering.form(type, property(tag, field), tag.getContext(), tag.out());
        tag.close("div");
    }

    private void repeatable(Tag tag) throws JellyTagException, SAXException {
        String field = tag.text("field");
        ParameterizedType list = (ParameterizedType) getter(type(tag), field).getGenericReturnType();
        Class<?> type = (Class<?>) list.getActualTypeArguments()[0];
        List<Object> rows = new ArrayList<>();
        rows.add(null);
        if (property(tag, field) instanceof List<?> items) {
            rows.addAll(items);
        }
        tag.open("div", "class", "repeated-container");
        for (Object row : rows) {
            tag.open("div", "class", row == null ? "repeated-chunk to-be-removed" : "repeated-chunk", "name", field);
            rendering.form(type, row, tag.getContext(), tag.out());
            tag.body();
            tag.close("div");
        }
        button(tag, tag.text("add").isEmpty() ? "Add" : tag.text("add"));
        tag.close("div");
    }

    private static void button(Tag tag, String title) throws SAXException {
        tag.open("button", "type", "button", "class", "jenkins-button")
                .write(title)
                .close("button");
    }

    private static String field(Tag tag) {
        Object field = tag.given("field") != null
                ? tag.given("field")
                : tag.getContext().getVariable("entryField");
        return field.toString();
    }

    private static String value(Tag tag) {
        Object own = property(tag, field(tag)); // fails for a field that there is not
        Object given = tag.given("value");
        if (given != null) { // also an empty text: only null leads to the next of "?:"
            return given.toString();
        }
        return own != null ? text(own) : tag.text("default");
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static Object property(Tag tag, String field) {
        Method getter = getter(type(tag), field);
        Object instance = tag.getContext().getVariable("instance");
        try {
            return instance == StrictExpressions.NOTHING ? null : getter.invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(getter + ": " + e, e);
        }
    }

    private static Method getter(Class<?> type, String field) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0 && !method.isBridge())
                .filter(method -> method.getName().equals("get" + capitalized(field))
                        || method.getName().equals("is" + capitalized(field)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no property " + field));
    }

    private static Method method(Descriptor<?> descriptor, String name) {
        return Arrays.stream(descriptor.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findFirst()
                .orElseThrow(() -> new AssertionError(descriptor.getClass() + " has no " + name));
    }

    private static Class<?> type(Tag tag) {
        return (Class<?>) tag.getContext().getVariable("type");
    }

    private static Descriptor<?> descriptor(Tag tag) {
        return (Descriptor<?>) tag.getContext().getVariable("descriptor");
    }

    /** Of a class that has a form; the global configuration describes itself. */
    static Descriptor<?> descriptor(Class<?> type) {
        Optional<?> found = ExtensionList.lookup(Descriptor.class).stream()
                .filter(descriptor -> descriptor instanceof GlobalConfiguration
                        ? descriptor.getClass() == type
                        : descriptor.clazz == type)
                .findFirst();
        return (Descriptor<?>) found.orElseThrow(() -> new AssertionError("No descriptor of " + type));
    }

    static String capitalized(String name) {
        return Character.toTitleCase(name.charAt(0)) + name.substring(1);
    }
}
