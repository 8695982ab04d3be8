package io.jenkins.plugins.pumphouse.settings;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.Objects;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A {@code pumphouse.yaml} that Jenkins keeps, for pipelines that have none in their workspace. */
public class NamedConfiguration extends AbstractDescribableImpl<NamedConfiguration> {
    private final String name;
    private final String yaml;

    /**
     * Takes anything: what a constructor throws, Jenkins and its Configuration as Code hide behind the names of classes
     * and arguments. {@link PumphouseConfiguration#setConfigurations} refuses what is wrong.
     *
     * @param name what steps call it by, trimmed
     * @param yaml the configuration; without secrets, since Jenkins stores it as it is and shows it to whoever sees its
     *     settings
     */
    @DataBoundConstructor
    public NamedConfiguration(String name, String yaml) {
        this.name = Util.fixEmptyAndTrim(name);
        this.yaml = Util.fixNull(yaml);
    }

    /** Throws what is wrong with it, line by line: no name, mistakes, a secret. */
    void check() {
        if (name == null) {
            throw new ConfigurationException("A configuration of Pumphouse has no name.");
        }
        refuseSecrets(parse());
    }

    public String getName() {
        return name;
    }

    public String getYaml() {
        return yaml;
    }

    /** @throws ConfigurationException if it has mistakes, as one of an older version that allowed more */
    Configuration parse() {
        return Configuration.parse(name, yaml);
    }

    private static void refuseSecrets(Configuration configuration) {
        if (configuration.hasLiteralSecrets()) {
            throw new ConfigurationException(configuration.file() + " holds a password or token of "
                    + configuration.holdersOfLiteralSecrets()
                    + ". Jenkins would store it unencrypted; add it as credentials and name them in the text:"
                    + " credentials: <id>.");
        }
    }

    /** Form and checks of one configuration. */
    @Extension
    public static class DescriptorImpl extends Descriptor<NamedConfiguration> {

        @Override
        public String getDisplayName() {
            return "Pumphouse configuration";
        }

        /** Checks the name while it is typed; tells nothing to who may not change settings. */
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return FormValidation.ok();
            }
            return FormValidation.validateRequired(value);
        }

        /** Checks the text while it is typed and says what it offers; tells nothing to who may not change settings. */
        @POST
        public FormValidation doCheckYaml(@QueryParameter String value, @QueryParameter String name) {
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return FormValidation.ok();
            }
            try {
                Configuration configuration = Configuration.parse(
                        Objects.requireNonNullElse(Util.fixEmptyAndTrim(name), "text"), Util.fixNull(value));
                refuseSecrets(configuration);
                return checked(configuration);
            } catch (ConfigurationException e) {
                return FormValidation.errorWithMarkup(paragraphs(e.getMessage()));
            }
        }

        private static FormValidation checked(Configuration configuration) {
            if (configuration.warnings().isEmpty()) {
                return FormValidation.ok(configuration.summary());
            }
            String warnings =
                    configuration.warnings().stream().map(Object::toString).collect(Collectors.joining("\n"));
            return FormValidation.warningWithMarkup(paragraphs(warnings));
        }

        /** One line of the message in one line of the page. */
        private static String paragraphs(String message) {
            return message.lines().map(Util::escape).collect(Collectors.joining("<br>"));
        }
    }
}
