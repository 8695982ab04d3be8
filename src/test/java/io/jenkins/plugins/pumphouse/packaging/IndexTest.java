package io.jenkins.plugins.pumphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import jenkins.model.GlobalConfiguration;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
import org.junit.Test;

/**
 * Jenkins finds extensions and symbols through indexes in the jar, never by looking at classes: what an index does not
 * name does not exist. SezPoz writes one of the two while javac runs; the other is a file that we keep by hand.
 */
public class IndexTest {
    private static final String SYMBOLS = "META-INF/services/annotations/org.jenkinsci.Symbol";

    @Test
    public void theExtensionIndexNamesEveryExtension() {
        assertThat(indexedExtensions()).containsExactlyInAnyOrderElementsOf(annotatedWith(Extension.class));
    }

    @Test
    public void theSymbolIndexNamesEverySymbolInOrder() throws IOException {
        assertThat(indexedSymbols()).containsExactlyElementsOf(annotatedWith(Symbol.class));
    }

    @Test
    public void everyGlobalConfigurationHasASymbolSoThatYamlCanNameIt() {
        assertThat(JenkinsTypes.ours())
                .map(Types::load)
                .filteredOn(GlobalConfiguration.class::isAssignableFrom)
                .allSatisfy(type -> assertThat(type).hasAnnotation(Symbol.class));
    }

    private static List<String> indexedExtensions() {
        Iterable<IndexItem<Extension, Object>> index =
                Index.load(Extension.class, Object.class, IndexTest.class.getClassLoader());
        return StreamSupport.stream(index.spliterator(), false)
                .map(IndexItem::className)
                .filter(JenkinsTypes.ours()::contains)
                .toList();
    }

    private static List<String> indexedSymbols() throws IOException {
        try (InputStream in = IndexTest.class.getClassLoader().getResourceAsStream(SYMBOLS)) {
            assertThat(in).as(SYMBOLS).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> annotatedWith(Class<? extends Annotation> annotation) {
        return JenkinsTypes.ours().stream()
                .filter(name -> Types.load(name).isAnnotationPresent(annotation))
                .toList();
    }
}
