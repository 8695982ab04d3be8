package io.jenkins.plugins.pumphouse.settings;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** What the form says of a configuration. */
final class ConfigurationCheck {
    private ConfigurationCheck() {}

    /** Of a text that is being typed: what is wrong with it, or what it offers. */
    static FormValidation of(NamedConfiguration typed, VisibleConfigurations visible) {
        try {
            typed.check(visible);
            return checked(visible.parse(typed));
        } catch (ConfigurationException e) {
            return FormValidation.errorWithMarkup(paragraphs(e.getMessage()));
        }
    }

    private static FormValidation unsaved() {
        return FormValidation.error(Messages.text("check.saveFirst"));
    }

    /**
     * The stored configuration of that name with all that it inherits; who sees only a folder's settings is told where
     * each section is from.
     *
     * @param item the folder on whose page it is asked for; null on Jenkins' own
     */
    static FormValidation whole(String name, Item item) {
        VisibleConfigurations visible = VisibleConfigurations.to(item);
        NamedConfiguration stored =
                visible.named(Util.fixNull(Util.fixEmptyAndTrim(name))).orElse(null);
        if (stored == null) {
            return unsaved();
        }
        try {
            WholeConfiguration whole = visible.whole(stored);
            String text = Jenkins.get().hasPermission(Jenkins.ADMINISTER) ? whole.text() : whole.origins();
            return FormValidation.okWithMarkup(preformatted(text));
        } catch (ConfigurationException e) {
            return FormValidation.errorWithMarkup(paragraphs(e.getMessage()));
        }
    }

    /**
     * Of all that the stored configuration of that name names: calls it with the stored credentials, what is wrong
     * first.
     */
    static FormValidation ofConnections(String name, Item item) throws InterruptedException {
        VisibleConfigurations visible = VisibleConfigurations.to(item);
        NamedConfiguration stored =
                visible.named(Util.fixNull(Util.fixEmptyAndTrim(name))).orElse(null);
        if (stored == null) {
            return unsaved();
        }
        try {
            List<StoredConnections.Finding> findings = new StoredConnections(visible.parse(stored), item).test();
            String lines = findings.stream()
                    .sorted(Comparator.comparing(StoredConnections.Finding::good))
                    .map(finding -> (finding.good() ? "" : "x  ") + finding.line())
                    .collect(Collectors.joining("\n"));
            return findings.stream().allMatch(StoredConnections.Finding::good)
                    ? FormValidation.okWithMarkup(paragraphs(lines))
                    : FormValidation.errorWithMarkup(paragraphs(lines));
        } catch (ConfigurationException e) {
            return FormValidation.errorWithMarkup(paragraphs(e.getMessage()));
        }
    }

    private static FormValidation checked(Configuration configuration) {
        if (configuration.warnings().isEmpty()) {
            return FormValidation.ok(KnownClouds.summary(configuration));
        }
        String warnings =
                configuration.warnings().stream().map(Object::toString).collect(Collectors.joining("\n"));
        return FormValidation.warningWithMarkup(paragraphs(warnings));
    }

    private static String preformatted(String text) {
        return "<pre>" + Util.escape(text) + "</pre>";
    }

    /** One line of the message in one line of the page. */
    private static String paragraphs(String message) {
        return message.lines().map(Util::escape).collect(Collectors.joining("<br>"));
    }
}
