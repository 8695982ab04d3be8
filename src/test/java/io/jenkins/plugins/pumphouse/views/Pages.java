package io.jenkins.plugins.pumphouse.views;

import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.steps.resource.PumpInstancesStep;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jvnet.localizer.LocaleProvider;

/** Writes the pages and forms as files, to be looked at in a browser; {@code .ci/pictures} takes pictures of them. */
public final class Pages {
    private static final Path DIRECTORY = Path.of("target", "pages");

    private Pages() {}

    /** @param args nothing for English, or the language: {@code de} */
    public static void main(String[] args) throws Exception {
        Locale locale = Locale.forLanguageTag(args.length == 0 ? "en" : args[0]);
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return locale;
            }
        });
        Rendering rendering = new Rendering(args.length == 0 ? "" : "_" + args[0]);
        MigrationAction action = RenderedViewsTest.action("web-1", "cmp-12");
        Files.createDirectories(DIRECTORY);
        write("build", rendering.page(action, "index.jelly", Map.of()));
        write("objects", rendering.page(action.getReport("1"), "index.jelly", Map.of()));
        Object trend = RenderedViewsTest.trend(action);
        write("job", rendering.page(trend, "index.jelly", Map.of()));
        write(
                "settings",
                PageTags.asPage("Pumphouse", rendering.form(NamedConfiguration.class, RenderedViewsTest.stored())));
        write(
                "monitor",
                PageTags.asPage(
                        "Jenkins", rendering.page(RenderedViewsTest.unreadableOfAFolder(), "message.jelly", Map.of())));
        write("step", PageTags.asPage("pumpInstances", rendering.form(PumpInstancesStep.class, null)));
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println("Pages are in " + DIRECTORY);
        System.exit(0); // the engine of pipelines keeps threads
    }

    private static void write(String name, String html) throws Exception {
        Files.writeString(DIRECTORY.resolve(name + ".html"), "<!DOCTYPE html>\n" + html);
    }
}
