package io.jenkins.plugins.pumphouse.steps;

import hudson.ExtensionList;
import io.jenkins.plugins.pumphouse.steps.resource.PumpStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The text of docs/steps.md: what the descriptors, forms and help files of all steps say, and an example of each. */
final class StepReference {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final int WIDTH = 140;

    /** What every step takes, in the order in which it is told. */
    private static final List<String> COMMON = List.of("config", "source", "target", "mapping");

    /** What every step takes that writes. */
    private static final List<String> OF_WRITING = List.of("dryRun");

    /** What every step takes that moves resources. */
    private static final List<String> OF_RESOURCES = List.of("plan", "fit", "onFailure", "maxFailures");

    private final Map<String, String> examples;

    /** @param examples by the names of the steps */
    StepReference(Map<String, String> examples) {
        this.examples = examples;
    }

    static List<StepDescriptor> steps() {
        return ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(descriptor -> descriptor.clazz.getName().startsWith("io.jenkins.plugins.pumphouse.steps."))
                .sorted(Comparator.comparing(StepDescriptor::getFunctionName))
                .toList();
    }

    String text() {
        StringBuilder text = new StringBuilder("""
                # The steps

                Each step with all its arguments, as its form and its help in Jenkins tell them. This page is written by a test from both, so it
                cannot differ from them (`StepReferenceTest`; `-Dsteps.write=true` writes it anew), and the test runs each example.
                What the steps do together: [concepts.md](concepts.md). In Jenkins the same is under *Pipeline Syntax* of a job.

                """);
        for (StepDescriptor step : steps()) {
            text.append("- [`")
                    .append(step.getFunctionName())
                    .append("`](#")
                    .append(step.getFunctionName().toLowerCase(Locale.ROOT))
                    .append("): ")
                    .append(step.getDisplayName())
                    .append('\n');
        }
        StepDescriptor any = step("pumpRoles");
        text.append("\n## What all steps take\n\n");
        COMMON.forEach(name -> argument(text, any, name));
        text.append("\nEach step that writes:\n\n");
        OF_WRITING.forEach(name -> argument(text, any, name));
        text.append("\nEach step that moves or removes resources:\n\n");
        OF_RESOURCES.forEach(name -> argument(text, any, name));
        steps().forEach(step -> step(text, step));
        return text.toString();
    }

    private static StepDescriptor step(String function) {
        return steps().stream()
                .filter(step -> step.getFunctionName().equals(function))
                .findFirst()
                .orElseThrow();
    }

    private void step(StringBuilder text, StepDescriptor step) {
        text.append("\n## `").append(step.getFunctionName()).append("`\n\n");
        text.append("*").append(step.getDisplayName()).append(".*\n\n");
        for (String paragraph : paragraphs(help(step.clazz, "help.html"))) {
            text.append(paragraph).append("\n\n");
        }
        text.append("```groovy\n")
                .append(examples.get(step.getFunctionName()).strip())
                .append("\n```\n");
        Set<String> own = new TreeSet<>(new StepParameters(step.clazz).names());
        own.removeAll(known(step.clazz));
        if (!own.isEmpty()) {
            text.append("\nArguments:\n\n");
            own.forEach(name -> argument(text, step, name));
        }
        text.append(own.isEmpty() ? "\nArguments: " : "\nBesides: ")
                .append(known(step.clazz).stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")))
                .append(" ([above](#what-all-steps-take)).\n");
    }

    private static List<String> known(Class<?> step) {
        return Stream.of(
                        COMMON,
                        PlannedStep.class.isAssignableFrom(step) ? OF_WRITING : List.<String>of(),
                        PumpStep.class.isAssignableFrom(step) ? OF_RESOURCES : List.<String>of())
                .flatMap(List::stream)
                .toList();
    }

    private static void argument(StringBuilder text, StepDescriptor step, String name) {
        StepParameters parameters = new StepParameters(step.clazz);
        String begin = "- `" + name + "` (" + parameters.type(name).words()
                + (parameters.isRequired(name) ? ", required" : "") + "): ";
        List<String> paragraphs = paragraphs(help(step.clazz, "help-" + name + ".html"));
        text.append(indented(begin + paragraphs.get(0))).append('\n');
        for (String more : paragraphs.subList(1, paragraphs.size())) {
            text.append('\n').append(indented("  " + more)).append('\n');
        }
    }

    private static String indented(String paragraph) {
        return wrapped(paragraph.replace("\n", " ").replaceAll(" +", " ")).replace("\n", "\n  ");
    }

    /** The help of a class or of the nearest of those that it extends, as Jenkins looks for it. */
    private static String help(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Path file = RESOURCES.resolve(each.getName().replace('.', '/')).resolve(name);
            if (Files.exists(file)) {
                try {
                    return Files.readString(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new AssertionError(type + " has no " + name);
    }

    /** The few tags that help files use, as Markdown. */
    private static List<String> paragraphs(String html) {
        List<String> paragraphs = new ArrayList<>();
        for (String part : html.replaceAll("</?div>", "").split("(?=<pre>)|(?<=</pre>)|</p>|<p>")) {
            String plain = part.replaceAll("</?code>", "`").replaceAll("</?strong>", "**");
            if (plain.contains("<pre>")) {
                paragraphs.add(
                        "```\n" + entities(plain.replaceAll("</?pre>", "").strip()) + "\n```");
            } else if (!plain.isBlank()) {
                paragraphs.add(wrapped(entities(plain.strip().replaceAll("\\s+", " "))));
            }
        }
        return paragraphs;
    }

    private static String entities(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int width = 0;
        for (String word : text.split(" ")) {
            boolean fits = width + word.length() < WIDTH;
            lines.append(width == 0 ? "" : fits ? " " : "\n").append(word);
            width = fits ? width + word.length() + 1 : word.length();
        }
        return lines.toString();
    }
}
