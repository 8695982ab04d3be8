package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.stored.StoredXml;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Builds that releases have stored keep their reports. Elements are fields, as Jenkins' XStream maps them; the first
 * report of the file is of 0.1.0 before it counted what was moved.
 */
public class StoredBuildTest {
    @Test
    public void everythingThatWasStoredHasAFieldOfItsName() throws Exception {
        assertThat(stored(MigrationAction.class)).containsExactly("heads");
        assertThat(heads()).hasSize(2).allSatisfy(head -> {
            for (Element element : StoredXml.elements(head)) {
                Field field = ReportHead.class.getDeclaredField(element.getTagName());
                assertThat(field.getType()).isIn(String.class, boolean.class, long.class, Long.class);
            }
        });
    }

    /** A field that is added later must be absent without harm: XStream leaves null, false or 0. */
    @Test
    public void everyFieldThatIsStoredNowIsInTheLastReportOfTheFile() throws Exception {
        List<Element> heads = heads();
        assertThat(StoredXml.elements(heads.get(heads.size() - 1)))
                .extracting(Element::getTagName)
                .containsAll(stored(ReportHead.class));
    }

    private static Set<String> stored(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())
                        && !field.isSynthetic())
                .map(Field::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Element> heads() throws Exception {
        try (InputStream file = StoredBuildTest.class.getResourceAsStream("stored-build.xml")) {
            NodeList found = StoredXml.parse(file.readAllBytes()).getElementsByTagName(ReportHead.class.getName());
            List<Element> heads = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                heads.add((Element) found.item(i));
            }
            return heads;
        }
    }
}
