package io.jenkins.plugins.pumphouse.settings;

import hudson.FilePath;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration that a step's {@code config} means, and where it was found. */
final class FoundConfiguration {
    /** What a step looks for that names no configuration. */
    static final String DEFAULT_FILE = "pumphouse.yaml";

    private final Configuration configuration;
    /**
     * The workspace and the folder in it against which the configuration's own paths are read; null if it is no file.
     */
    private final FilePath workspace;

    private final String folder;
    /** Null if it is not stored. */
    private final WholeConfiguration stored;

    private FoundConfiguration(
            Configuration configuration, FilePath workspace, String folder, WholeConfiguration stored) {
        this.configuration = configuration;
        this.workspace = workspace;
        this.folder = folder;
        this.stored = stored;
    }

    /**
     * Finds a configuration: a file of the workspace, otherwise a configuration of the job's folders, the nearest
     * first, or of Jenkins' settings by its name; several lines are the configuration itself.
     *
     * @param config the step's argument; null or blank for {@value #DEFAULT_FILE}, or else the only one that the job
     *     sees
     * @param job the job that asks
     * @param workspace null outside of {@code node}
     * @throws ConfigurationException if there is none, it has mistakes, or several lines hold a secret
     */
    static FoundConfiguration find(String config, Item job, FilePath workspace)
            throws IOException, InterruptedException {
        String name = Util.fixEmptyAndTrim(config);
        if (name != null && name.indexOf('\n') >= 0) {
            return new FoundConfiguration(inline(config), null, null, null);
        }
        String file = name == null ? DEFAULT_FILE : name;
        Optional<String> text = workspace == null ? Optional.empty() : WorkspaceFile.read(workspace, file);
        if (text.isPresent()) {
            String folder = file.substring(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
            return new FoundConfiguration(Configuration.parse(file, text.get()), workspace, folder, null);
        }
        VisibleConfigurations visible = VisibleConfigurations.to(job);
        Optional<NamedConfiguration> named =
                (name == null ? visible.only() : Optional.<NamedConfiguration>empty()).or(() -> visible.named(file));
        WholeConfiguration whole = visible.whole(named.orElseThrow(() -> missing(file, workspace, visible.names())));
        return new FoundConfiguration(whole.parse(), null, null, whole);
    }

    /** A configuration of the settings. */
    static FoundConfiguration of(Configuration configuration) {
        return new FoundConfiguration(configuration, null, null, null);
    }

    Configuration configuration() {
        return configuration;
    }

    /** The limits that it sets for the arguments of steps. */
    ChosenLimits limits() {
        return new ChosenLimits(
                configuration.limits(),
                argument -> stored == null ? configuration.file() : stored.place("limits", argument));
    }

    /**
     * The text of an authority's certificate, read from its file if the configuration names one.
     *
     * @param what how messages call its key
     * @return PEM text, or null for the JVM's trust
     * @throws ConfigurationException if there is no such file, or no file could be meant
     */
    String caCert(String what, Trust trust) throws IOException, InterruptedException {
        return trust.caCertPath().isEmpty()
                ? trust.caCert()
                : file(what, trust.caCertPath().get(), "Put the PEM text itself behind ca_cert: |");
    }

    /** The hosts that it describes, and those of the inventories that it names. */
    HostSettingsIndex hosts() throws IOException, InterruptedException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String path : configuration.inventories()) {
            texts.put(path, file("\"inventory\"", path, "Put the hosts themselves behind hosts:"));
        }
        return configuration.hosts(texts);
    }

    private String file(String what, String path, String otherwise) throws IOException, InterruptedException {
        if (workspace == null) {
            throw new ConfigurationException(what + " names the file " + path + ", but " + configuration.file()
                    + " is no file of a workspace that others could lie beside. " + otherwise);
        }
        return WorkspaceFile.read(workspace, folder + path)
                .orElseThrow(() -> new ConfigurationException(what + ": there is no file " + folder + path
                        + " in the workspace " + workspace.getRemote()
                        + ". Write its path relative to the configuration."));
    }

    private static Configuration inline(String text) {
        Configuration configuration = Configuration.parse("config", text);
        if (configuration.hasLiteralSecrets()) {
            throw new ConfigurationException("The configuration in this step's argument holds a password or token of "
                    + configuration.holdersOfLiteralSecrets()
                    + ". Jenkins keeps and shows the arguments of steps with the build, so this one is no longer"
                    + " secret: change it on the cloud, add the new one to Jenkins' credentials, and name them in the configuration:"
                    + " credentials: <id>.");
        }
        return configuration;
    }

    private static ConfigurationException missing(String name, FilePath workspace, List<String> known) {
        String inWorkspace = workspace == null
                ? "the step has no workspace (put the step inside node { … } to use a file)"
                : "no such file in the workspace " + workspace.getRemote();
        String inSettings = known.isEmpty()
                ? "Jenkins' settings have no configuration for Pumphouse"
                : "Jenkins' settings and this job's folders have only " + String.join(", ", known);
        return new ConfigurationException("No configuration \"" + name + "\": " + inWorkspace + ", and " + inSettings
                + ". Say which with config: '<file or name>'.");
    }
}
