package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.config.yaml.Document;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistake;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm;
import java.util.List;
import org.junit.Test;
import org.yaml.snakeyaml.nodes.Node;

/** What a message repeats of a value that does not fit. */
public class ScalarFormTest {
    private static final ScalarForm.Parser<String> NOTHING_FITS = text -> {
        throw new ScalarForm.Unfit();
    };

    @Test
    public void aWrongValueIsRepeatedForWhoSearchesIt() {
        assertThat(mistakes(new ScalarForm<>("a colour", NOTHING_FITS), "hunter2"))
                .containsExactly("pumphouse.yaml line 1, column 1: \"x\" must be a colour, not \"hunter2\"");
    }

    @Test
    public void aWrongSecretIsNot() {
        assertThat(mistakes(ScalarForm.secret("a colour", NOTHING_FITS), "hunter2"))
                .containsExactly("pumphouse.yaml line 1, column 1: \"x\" must be a colour");
    }

    @Test
    public void aLongValueIsCutAndAValueOfSeveralLinesEndsWithTheFirst() {
        ScalarForm<String> form = new ScalarForm<>("a colour", NOTHING_FITS);
        assertThat(mistakes(form, "y".repeat(61)))
                .singleElement()
                .asString()
                .endsWith("not \"" + "y".repeat(60) + "…\"");
        assertThat(mistakes(form, "|\n  a\n  b\n")).singleElement().asString().endsWith("not \"a\"");
    }

    private static List<String> mistakes(Form<String> form, String yaml) {
        Mistakes mistakes = new Mistakes("pumphouse.yaml");
        Node node = Document.compose("pumphouse.yaml", yaml);
        assertThat(form.read(node, "\"x\"", mistakes)).isEmpty();
        return mistakes.inOrder().stream().map(Mistake::toString).toList();
    }
}
