package io.jenkins.plugins.pumphouse.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.settings.AsCode;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.entry.Entry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonDifferenceCalculator;
import org.junit.Before;
import org.junit.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.yaml.snakeyaml.Yaml;

/**
 * Every key of the JSON schema once: what is exported and imported again is the same, by text, by the form and by
 * Configuration as Code.
 */
public class SettingsRoundTripTest {
    /** Keys whose value in the sample is what counts without them, too. */
    private static final Set<String> USUAL = Set.of("insecure", "fuel_insecure", "version", "privacy", "rename");

    private Map<String, Object> file;
    private NamedConfiguration made;
    private String exported;

    @Before
    public void fill() throws IOException {
        file = EverySetting.file();
        made = make(file);
        exported = made.getExported();
    }

    @Test
    public void everyKeyIsInTheExportedTextAndWasRead() {
        assertThat(texts(new Yaml().load(exported))).isEqualTo(texts(file));
        assertThat(meaning(exported))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(?i).*position.*")
                .isEqualTo(meaning(text(file)));
    }

    @Test
    public void theExportedTextIsImportedAsTheSameFieldsAndExportedAsTheSameText() {
        assertThat(make(new Yaml().load(exported)).getExported()).isEqualTo(exported);
        assertThat(new NamedConfiguration("all", exported).getExported()).isEqualTo(exported);
    }

    @Test
    public void theFormSendsTheSame() {
        Map<String, Object> sent = Submission.of(new Rendering("").form(NamedConfiguration.class, made));

        assertThat(Submission.bind(NamedConfiguration.class, sent).getExported())
                .isEqualTo(exported);
    }

    /** Configuration as Code exports what the getters of its keys say. */
    @Test
    public void configurationAsCodeExportsWhatItWasGiven() throws ReflectiveOperationException {
        Map<String, Object> code = EverySetting.code(file);
        code.put("name", "all");

        assertThat(read(made)).isEqualTo(code);
    }

    /** Each key counts: a configuration without it means something else, or is none. */
    @Test
    public void noKeyIsPassedOver() {
        Object whole = meaning(text(file));
        List<String> passedOver = new ArrayList<>();
        for (List<String> path : paths(file)) {
            Map<?, ?> without = new Yaml().load(text(file));
            parent(without, path).remove(path.get(path.size() - 1));
            boolean isUsual = path.stream().anyMatch(USUAL::contains) || isSaidByTheDefaults(path);
            if (!isUsual && !difference(whole, without)) {
                passedOver.add(String.join(".", path));
            }
        }
        assertThat(passedOver).isEmpty();
    }

    /** The host says of itself what the defaults say of all. */
    private boolean isSaidByTheDefaults(List<String> path) {
        if (!path.get(0).equals("hosts")) {
            return false;
        }
        List<String> defaults = new ArrayList<>(List.of("host_defaults"));
        defaults.addAll(path.subList(2, path.size()));
        return paths(file).contains(defaults);
    }

    private static boolean difference(Object whole, Map<?, ?> without) {
        try {
            RecursiveComparisonConfiguration ignoring = RecursiveComparisonConfiguration.builder()
                    .withIgnoredFieldsMatchingRegexes("(?i).*position.*")
                    .build();
            return !new RecursiveComparisonDifferenceCalculator()
                    .determineDifferences(meaning(text(without)), whole, ignoring)
                    .isEmpty();
        } catch (ConfigurationException e) {
            return true;
        }
    }

    @SuppressWarnings("unchecked") // maps of YAML, whose lists have maps in them here
    private static Map<String, Object> parent(Object root, List<String> path) {
        Object at = root;
        for (String step : path.subList(0, path.size() - 1)) {
            at = at instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<String, Object>) at).get(step);
        }
        return (Map<String, Object>) at;
    }

    private static List<List<String>> paths(Object value) {
        List<List<String>> all = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                boolean isLeaf =
                        !(inner instanceof Map) && !(inner instanceof List<?> list && list.get(0) instanceof Map);
                all.addAll(isLeaf ? List.of(List.of(key.toString())) : below(key.toString(), inner));
            });
        } else if (value instanceof List<?> list && list.get(0) instanceof Map) {
            for (int i = 0; i < list.size(); i++) {
                all.addAll(below(Integer.toString(i), list.get(i)));
            }
        }
        return all;
    }

    private static List<List<String>> below(String step, Object value) {
        return paths(value).stream()
                .map(path -> Stream.concat(Stream.of(step), path.stream()).toList())
                .toList();
    }

    private static Object read(Object made) throws ReflectiveOperationException {
        if (made instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            for (Object item : list) {
                items.add(read(item));
            }
            return items;
        }
        if (!(made instanceof Entry) && !(made instanceof NamedConfiguration)) {
            return made;
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        if (made instanceof NamedConfiguration configuration) {
            keys.put("name", configuration.getName());
        }
        for (Map.Entry<String, Method> setter : AsCode.setters(made.getClass()).entrySet()) {
            String property = setter.getValue().getName().substring("set".length());
            Object value = made.getClass().getMethod("get" + property).invoke(made);
            if (value != null) {
                keys.put(setter.getKey(), read(value));
            }
        }
        return keys;
    }

    private static NamedConfiguration make(Map<?, ?> file) {
        Map<String, Object> code = EverySetting.code(file);
        code.put("name", "all");
        return AsCode.make(NamedConfiguration.class, code);
    }

    /** What is read of a text, without the places where it stands. */
    private static List<Object> meaning(String text) {
        Configuration read = Configuration.parse("all", text);
        return List.of(
                read.sources(),
                read.targets(),
                read.mapping(),
                read.cutover(),
                String.valueOf(read.providerNetworks()),
                read.limits(),
                read.hosts().all(),
                read.hosts().switches());
    }

    /** JSON is YAML, too, and has no anchors. */
    private static String text(Object file) {
        return new ObjectMapper().valueToTree(file).toPrettyString();
    }

    private static String texts(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, inner) -> sorted.put(key.toString(), texts(inner)));
            return sorted.toString();
        }
        return value instanceof List<?> list
                ? list.stream().map(SettingsRoundTripTest::texts).toList().toString()
                : String.valueOf(value);
    }

    @Test
    public void onlyWhoMayTestConnectionsGetsTheButtonForIt() throws Exception {
        String button = "Test the stored connections";
        assertThat(new Rendering("").form(NamedConfiguration.class, RenderedViewsTest.stored()))
                .contains(button);

        TestingAuthenticationToken owner = new TestingAuthenticationToken("owner", "", "hudson.model.Item.Configure");
        try (ACLContext asOwner = ACL.as2(owner)) {
            assertThat(new Rendering("").form(NamedConfiguration.class, RenderedViewsTest.stored()))
                    .doesNotContain(button);
        }
    }
}
