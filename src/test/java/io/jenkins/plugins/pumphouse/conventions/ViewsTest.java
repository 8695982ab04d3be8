package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.ModelObject;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Forms, help and pages: there, well-formed, safe against injection, and without anything that a content security
 * policy forbids.
 */
public class ViewsTest {
    private static final Pattern INLINE = Pattern.compile("(?i)<script|<style|\\son[a-z]+\\s*=|javascript:");

    @Test
    public void everyViewIsWellFormedXml() {
        assertThat(files(".jelly"))
                .isNotEmpty()
                .allSatisfy(view -> assertThat(parse(ProjectFiles.text(view))).isNotNull());
    }

    @Test
    public void everyViewEscapesWhatItShows() {
        assertThat(files(".jelly"))
                .allSatisfy(
                        view -> assertThat(ProjectFiles.text(view)).startsWith("<?jelly escape-by-default='true'?>"));
    }

    @Test
    public void noViewCarriesScriptsOrStylesOfItsOwn() {
        assertThat(Stream.of(".jelly", ".html").flatMap(ending -> files(ending).stream()))
                .allSatisfy(view -> assertThat(ProjectFiles.text(view)).doesNotContainPattern(INLINE));
    }

    /**
     * Jenkins leads an address on to an object only if its type is a model object or has a method for the web; with a
     * view alone, the page is "not found".
     */
    @Test
    public void everyPageIsOfATypeThatAnAddressLeadsTo() {
        assertThat(files("index.jelly").stream()
                        .map(view -> ProjectFiles.RESOURCES.relativize(view).getParent())
                        .filter(Objects::nonNull))
                .isNotEmpty()
                .allSatisfy(owner -> assertThat(
                                isRoutable(Class.forName(owner.toString().replace('/', '.'))))
                        .isTrue());
    }

    private static boolean isRoutable(Class<?> type) {
        return ModelObject.class.isAssignableFrom(type)
                || Arrays.stream(type.getMethods())
                        .anyMatch(method -> method.isAnnotationPresent(WebMethod.class)
                                || method.isAnnotationPresent(POST.class)
                                || method.isAnnotationPresent(GET.class));
    }

    @Test
    public void everyHelpIsOneWellFormedBlock() {
        assertThat(files(".html"))
                .allSatisfy(help -> assertThat(parse(ProjectFiles.text(help))
                                .getDocumentElement()
                                .getTagName())
                        .isEqualTo("div"));
    }

    @Test
    public void everyStepHasAFormAndAHelp() {
        assertThat(steps()).isNotEmpty().allSatisfy(step -> {
            assertThat(view(step, "config.jelly")).isPresent();
            assertThat(view(step, "help.html")).isPresent();
        });
    }

    @Test
    public void everyFieldThatAPersonCanSetIsInTheFormAndHasAHelp() {
        assertThat(described()).isNotEmpty().allSatisfy(type -> {
            assertThat(fieldsOfTheForm(type)).containsExactlyInAnyOrderElementsOf(fields(type));
            assertThat(fields(type))
                    .allSatisfy(field ->
                            assertThat(view(type, "help-" + field + ".html")).isPresent());
        });
    }

    @Test
    public void everyListOfAFormCanBeFilled() {
        assertThat(described()).allSatisfy(type -> assertThat(fillMethods(type)).containsAll(fieldsToBeFilled(type)));
    }

    /** A list without its method is an HTTP 500 of the whole form. */
    private static Set<String> fieldsToBeFilled(Class<?> type) {
        Set<String> filled = new TreeSet<>();
        Path form = view(type, "config.jelly").orElseThrow(() -> new AssertionError("No form for " + type));
        NodeList entries = parse(ProjectFiles.text(form)).getElementsByTagName("f:entry");
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            if (entry.getElementsByTagName("f:select").getLength()
                            + entry.getElementsByTagName("f:combobox").getLength()
                    > 0) {
                String field = entry.getAttribute("field");
                filled.add("doFill" + Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Items");
            }
        }
        return filled;
    }

    /**
     * Jenkins sends the value of a field of the same group that has the name of the parameter, also of the list itself;
     * any other name, "value" among them, is sent by nobody.
     */
    @Test
    public void everyListOfAFormAsksForFieldsThatTheFormHas() {
        assertThat(described())
                .allSatisfy(type -> assertThat(ExtensionList.lookup(Descriptor.class).stream()
                                .filter(descriptor -> descriptor.clazz == type)
                                .flatMap(descriptor ->
                                        Arrays.stream(descriptor.getClass().getMethods()))
                                .filter(method -> method.getName().matches("doFill.+Items"))
                                .flatMap(method -> Arrays.stream(method.getParameters()))
                                .filter(parameter -> parameter.isAnnotationPresent(QueryParameter.class))
                                .map(Parameter::getName))
                        .isSubsetOf(fieldsOfTheForm(type)));
    }

    /** Its script takes the nearest field before it of each name, also one in a row of a list. */
    @Test
    public void everyButtonThatChecksStandsBehindItsFieldsAndBeforeEveryList() {
        assertThat(files(".jelly")).allSatisfy(view -> {
            NodeList elements = parse(ProjectFiles.text(view)).getElementsByTagName("*");
            Set<String> fields = new TreeSet<>();
            boolean nested = false;
            for (int i = 0; i < elements.getLength(); i++) {
                Element element = (Element) elements.item(i);
                nested |= Set.of("f:repeatableProperty", "f:property").contains(element.getTagName());
                fields.add(element.getAttribute("field"));
                if (element.getTagName().equals("f:validateButton")) {
                    assertThat(fields).contains(element.getAttribute("with").split(","));
                    assertThat(nested).as("behind a list in " + view).isFalse();
                }
            }
        });
    }

    /** Jenkins' script puts every control of a form into what is sent; one without a name under an empty key. */
    @Test
    public void everyControlOfAFormHasAName() {
        assertThat(files(".jelly"))
                .allSatisfy(view -> Stream.of("input", "textarea", "select").forEach(tag -> {
                    NodeList controls = parse(ProjectFiles.text(view)).getElementsByTagName(tag);
                    for (int i = 0; i < controls.getLength(); i++) {
                        assertThat(((Element) controls.item(i)).getAttribute("name"))
                                .as(tag + " in " + view)
                                .isNotEmpty();
                    }
                }));
    }

    /**
     * A click on its words sets it, and a screen reader says them; those of the entry around it are tied to nothing.
     */
    @Test
    public void everyCheckboxHasItsWordsItself() {
        assertThat(files(".jelly")).allSatisfy(view -> {
            NodeList boxes = parse(ProjectFiles.text(view)).getElementsByTagName("f:checkbox");
            for (int i = 0; i < boxes.getLength(); i++) {
                Element box = (Element) boxes.item(i);
                assertThat(box.getAttribute("title")).as("checkbox in " + view).isNotEmpty();
                assertThat(((Element) box.getParentNode()).getAttribute("title"))
                        .as("entry of " + box.getAttribute("title") + " in " + view)
                        .isEmpty();
            }
        });
    }

    private static List<String> fillMethods(Class<?> type) {
        return ExtensionList.lookup(Descriptor.class).stream()
                .filter(descriptor -> descriptor.clazz == type)
                .flatMap(descriptor -> Arrays.stream(descriptor.getClass().getMethods()))
                .map(Method::getName)
                .toList();
    }

    @Test
    public void noHelpIsLeftOfAFieldThatIsGone() {
        Set<String> known = new TreeSet<>();
        described().forEach(type -> fields(type).forEach(field -> known.add("help-" + field + ".html")));

        assertThat(files(".html"))
                .extracting(file -> file.getFileName().toString())
                .filteredOn(name -> name.startsWith("help-"))
                .extracting(name -> name.replaceFirst("_(de|fr)\\.html$", ".html"))
                .isSubsetOf(known);
    }

    private static List<Class<?>> steps() {
        return ExtensionList.lookup(StepDescriptor.class).stream()
                .<Class<?>>map(descriptor -> descriptor.clazz)
                .filter(type -> type.getName().startsWith("io.jenkins.plugins.pumphouse."))
                .filter(type -> !isOfATest(type))
                .toList();
    }

    /**
     * Everything that has a form: steps, what they are made of, and the global configuration, which describes itself.
     */
    private static List<Class<?>> described() {
        return ExtensionList.lookup(Descriptor.class).stream()
                .<Class<?>>map(descriptor ->
                        descriptor instanceof GlobalConfiguration ? descriptor.getClass() : descriptor.clazz)
                .filter(type -> type.getName().startsWith("io.jenkins.plugins.pumphouse."))
                .filter(type -> !isOfATest(type))
                .toList();
    }

    private static boolean isOfATest(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .equals(ViewsTest.class.getProtectionDomain().getCodeSource());
    }

    private static Set<String> fields(Class<?> type) {
        Set<String> fields = new TreeSet<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters())
                        .map(Parameter::getName)
                        .forEach(fields::add);
            }
        }
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                fields.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            }
        }
        return fields;
    }

    private static Set<String> fieldsOfTheForm(Class<?> type) {
        Set<String> fields = new TreeSet<>();
        Path form = view(type, "config.jelly").orElseThrow(() -> new AssertionError("No form for " + type));
        collectFields(parse(ProjectFiles.text(form)), form, fields);
        return fields;
    }

    private static void collectFields(Document view, Path file, Set<String> fields) {
        NodeList elements = view.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            Attr field = element.getAttributeNode("field");
            if (field != null) {
                fields.add(field.getValue());
            }
            if (element.getLocalName().equals("include") && element.hasAttribute("page")) {
                Path included = included(file, element);
                collectFields(parse(ProjectFiles.text(included)), included, fields);
            }
        }
    }

    /**
     * A page of another class is named by its whole path, as Jenkins' own forms name it: nothing has to be converted.
     */
    private static Path included(Path file, Element include) {
        assertThat(include.hasAttribute("class"))
                .as(file + ": class of st:include")
                .isFalse();
        String page = include.getAttribute("page");
        return page.startsWith("/")
                ? ProjectFiles.RESOURCES.resolve(page.substring(1))
                : file.getParent().resolve(page);
    }

    /**
     * The view of that name, looked for as Stapler does: in the folder of the class, then in those of its superclasses.
     */
    private static Optional<Path> view(Class<?> type, String name) {
        List<Path> candidates = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            candidates.add(ProjectFiles.RESOURCES
                    .resolve(each.getName().replace('.', '/').replace('$', '/'))
                    .resolve(name));
        }
        return candidates.stream().filter(Files::exists).findFirst();
    }

    private static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static List<Path> files(String ending) {
        return ProjectFiles.below(ProjectFiles.RESOURCES, ".*" + Pattern.quote(ending));
    }
}
