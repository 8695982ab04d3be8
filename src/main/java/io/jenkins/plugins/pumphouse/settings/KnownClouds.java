package io.jenkins.plugins.pumphouse.settings;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a form can say of configurations and clouds while a step is written: Jenkins' settings are known then, the files
 * of a workspace are not.
 */
public final class KnownClouds {
    private KnownClouds() {}

    /**
     * The names of the configurations in Jenkins' settings and in an item's folders.
     *
     * @param item the job or folder on whose page the form is; null on Jenkins' own
     */
    public static List<String> configurations(Item item) {
        return VisibleConfigurations.to(item).names();
    }

    /** The names of the sources of a configuration; empty while it is not known. */
    public static List<String> sources(Item item, String config) {
        return known(item, config)
                .map(one -> one.sources().stream().map(CloudSettings::name).toList())
                .orElse(List.of());
    }

    /** The names of the targets of a configuration; empty while it is not known. */
    public static List<String> targets(Item item, String config) {
        return known(item, config)
                .map(one -> one.targets().stream().map(CloudSettings::name).toList())
                .orElse(List.of());
    }

    /**
     * What a form says of the argument {@code config}: its mistakes, what it offers, or where it will be looked for.
     */
    public static FormValidation check(Item item, String config) {
        String name = Util.fixEmptyAndTrim(config);
        if (name == null) {
            return FormValidation.ok();
        }
        try {
            Optional<Configuration> found = parse(item, config);
            if (found.isPresent()) {
                return FormValidation.ok(summary(found.get()));
            }
        } catch (ConfigurationException e) {
            return FormValidation.errorWithMarkup(
                    e.getMessage().lines().map(Util::escape).collect(Collectors.joining("<br>")));
        }
        List<String> offered = configurations(item);
        return FormValidation.ok(
                offered.isEmpty()
                        ? Messages.text("check.file", name)
                        : Messages.text("check.fileOrOneOf", name, String.join(", ", offered)));
    }

    /** The names of a configuration's clouds, in words. */
    static String summary(Configuration configuration) {
        return Stream.of(
                        words("check.sources", configuration.sources()),
                        words("check.targets", configuration.targets()))
                .filter(side -> !side.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String words(String key, List<CloudSettings> clouds) {
        return clouds.isEmpty()
                ? ""
                : Messages.text(key, clouds.stream().map(CloudSettings::name).collect(Collectors.joining(", ")));
    }

    /** What a form says of the name of a cloud. */
    public static FormValidation check(String cloud, List<String> offered) {
        String name = Util.fixEmptyAndTrim(cloud);
        return name == null || offered.isEmpty() || offered.contains(name)
                ? FormValidation.ok()
                : FormValidation.errorWithMarkup(
                        Util.escape(Messages.text("check.cloud", name, String.join(", ", offered))));
    }

    private static Optional<Configuration> known(Item item, String config) {
        try {
            return parse(item, config);
        } catch (ConfigurationException e) {
            return Optional.empty(); // its own field says what is wrong with it
        }
    }

    private static Optional<Configuration> parse(Item item, String config) {
        String name = Util.fixEmptyAndTrim(config);
        if (name != null && name.indexOf('\n') >= 0) {
            return Optional.of(Configuration.parse("config", config));
        }
        VisibleConfigurations visible = VisibleConfigurations.to(item);
        return (name == null ? visible.only() : visible.named(name)).map(visible::parse);
    }
}
