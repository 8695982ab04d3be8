package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.pumphouse.pipeline.binding.DeclarativeCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Test;

/** Whatever call of a step is written down somewhere may be pasted into a Declarative pipeline. */
public class WrittenCallsTest {
    private static final Pattern CODE =
            Pattern.compile("(?s)```(?:groovy)?\\R(.*?)```|`([^`\\n]+)`|<code>(.*?)</code>|<pre>(.*?)</pre>");

    private final DeclarativeCheck check = new DeclarativeCheck(ExtensionList.lookup(StepDescriptor.class));

    @Test
    public void aCallInADocumentOrAHelpTextPassesTheCheckOfDeclarative() {
        List<String> mistakes = new ArrayList<>();
        int calls = 0;
        for (Path file : Stream.of(
                        Stream.of(Path.of("README.md")),
                        ProjectFiles.below(Path.of("docs"), ".*\\.md").stream(),
                        ProjectFiles.below(ProjectFiles.RESOURCES, ".*\\.html").stream())
                .flatMap(paths -> paths)
                // It is generated from the code: what it quotes are pieces of messages, in which … stands for
                // arguments.
                .filter(path -> !path.endsWith("messages.md"))
                .toList()) {
            String text = ProjectFiles.text(file);
            List<String> pieces = CODE.matcher(text)
                    .results()
                    .map(found -> Stream.of(1, 2, 3, 4)
                            .map(found::group)
                            .filter(group -> group != null)
                            .findFirst()
                            .orElseThrow())
                    .filter(piece -> piece.contains("pump"))
                    .map(WrittenCallsTest::plain)
                    .toList();
            for (String piece : pieces) {
                calls += check.count(piece);
                check.mistakes(piece).forEach(mistake -> mistakes.add(file + ": " + mistake));
            }
        }

        assertThat(mistakes).isEmpty();
        assertThat(calls).isGreaterThan(50);
    }

    @Test
    public void aCallInAnExamplePassesTheCheckOfDeclarative() {
        List<String> mistakes = new ArrayList<>();
        int calls = 0;
        for (Path file : ProjectFiles.below(Path.of("examples"), ".*")) {
            String text = ProjectFiles.text(file);
            calls += check.count(text);
            check.mistakes(text).forEach(mistake -> mistakes.add(file + ": " + mistake));
        }

        assertThat(mistakes).isEmpty();
        assertThat(calls).isGreaterThan(20);
    }

    @Test
    public void theCheckRefusesWhatDeclarativeDoes() {
        assertThat(check.mistakes("pumpHost hosts: 'cmp-12'"))
                .singleElement()
                .asString()
                .contains("java.util.List");
        assertThat(check.mistakes("pumpHost environment: '3'"))
                .containsExactly("pumpHost: Missing required parameter: \"hosts\"");
        assertThat(check.mistakes("pumpHost(['cmp-12'])")).isEmpty();
        assertThat(check.mistakes("pumpInstances tennant: 'shop'"))
                .containsExactly("pumpInstances: Invalid parameter \"tennant\"");
        assertThat(check.mistakes("pumpInstances all: 'yes', parallel: '8', tenant: 3"))
                .hasSize(2);
        assertThat(check.mistakes("pumpInstances instances: [\"web-${1}\"], dryRun: true, parallel: 8"))
                .isEmpty();
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
