package io.jenkins.plugins.pumphouse.settings;

import hudson.FilePath;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.MappingReader;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What stands for what on the target for a step: the configuration's mapping, and before it that of a file of its own.
 *
 * @param names see {@link Configuration#mapping()}
 * @param told lines for the log
 */
record ChosenMapping(Map<String, Map<String, String>> names, List<String> told) {
    /** Entries that are named in the log. */
    private static final int NAMED = 10;

    /**
     * Reads the file and puts its entries before those of the configuration.
     *
     * @param file path in the workspace; null for the configuration's mapping alone
     * @param workspace null outside of {@code node}
     * @throws ConfigurationException if there is no such file, or it has mistakes
     */
    static ChosenMapping of(String file, Configuration configuration, FilePath workspace)
            throws IOException, InterruptedException {
        if (file == null) {
            return new ChosenMapping(configuration.mapping(), List.of());
        }
        if (workspace == null) {
            throw new ConfigurationException("mapping names the file " + file + ", but the step has no workspace."
                    + " Put the step inside node { … }, or write the entries behind mapping: in "
                    + configuration.file() + ".");
        }
        String text = WorkspaceFile.read(workspace, file)
                .orElseThrow(() -> new ConfigurationException("mapping: there is no file " + file + " in the workspace "
                        + workspace.getRemote() + ". Write its path relative to the workspace."));
        List<String> replaced = new ArrayList<>();
        Mapping mapping = new Mapping(configuration.mapping())
                .under(new Mapping(MappingReader.read(file, text)), entry -> replaced.add(entry.toString()));
        return new ChosenMapping(
                mapping.names(),
                replaced.isEmpty()
                        ? List.of()
                        : List.of(file + " decides, and not " + configuration.file() + ": "
                                + FirstFew.of(replaced, NAMED, "; ")));
    }
}
