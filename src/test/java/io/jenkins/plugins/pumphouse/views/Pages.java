package io.jenkins.plugins.pumphouse.views;

import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.steps.resource.PumpInstancesStep;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the pages and forms as files, to be looked at in a browser; {@code .ci/pictures} takes pictures of them. */
public final class Pages {
    private static final Path DIRECTORY = Path.of("target", "pages");

    private Pages() {}

    public static void main(String[] args) throws Exception {
        Rendering rendering = new Rendering("");
        MigrationAction action = RenderedViewsTest.action("web-1", "cmp-12");
        Files.createDirectories(DIRECTORY);
        write("build", rendering.page(action, "index.jelly", Map.of()));
        write(
                "objects",
                rendering.page(
                        action.getReport("1"),
                        "index.jelly",
                        Map.of("request2", new RenderedViewsTest.Query(Map.of()))));
        Object trend = RenderedViewsTest.trend(action);
        write("job", rendering.page(trend, "index.jelly", Map.of()));
        write(
                "settings",
                PageTags.asPage("Pumphouse", rendering.form(NamedConfiguration.class, RenderedViewsTest.stored())));
        write("step", PageTags.asPage("pumpInstances", rendering.form(PumpInstancesStep.class, null)));
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println("Pages are in " + DIRECTORY);
        System.exit(0); // the engine of pipelines keeps threads
    }

    private static void write(String name, String html) throws Exception {
        Files.writeString(DIRECTORY.resolve(name + ".html"), "<!DOCTYPE html>\n" + html);
    }
}
