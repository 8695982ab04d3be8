package io.jenkins.plugins.pumphouse.settings;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Failure;
import hudson.model.ItemGroup;
import hudson.model.PersistentDescriptor;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Pumphouse in Jenkins' settings: configurations that every pipeline may name. */
@Extension
@Symbol("pumphouse")
public class PumphouseConfiguration extends GlobalConfiguration implements PersistentDescriptor {
    private static final Logger LOGGER = Logger.getLogger(PumphouseConfiguration.class.getName());

    private List<NamedConfiguration> configurations = new ArrayList<>();

    /** What is wrong with the file in which Jenkins keeps them; null for nothing. */
    private transient volatile String brokenFile;

    public static PumphouseConfiguration get() {
        return ExtensionList.lookupSingleton(PumphouseConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return "Pumphouse";
    }

    @Override
    public synchronized void load() {
        super.load();
        File file = new File(Jenkins.get().getRootDir(), PumphouseConfiguration.class.getName() + ".xml");
        brokenFile = configurations.isEmpty() ? BrokenFile.check(file).orElse(null) : null;
    }

    /** Why none of the stored configurations is known, until others are stored; empty if they are. */
    Optional<String> brokenFile() {
        return Optional.ofNullable(brokenFile);
    }

    public List<NamedConfiguration> getConfigurations() {
        return new ArrayList<>(configurations);
    }

    /**
     * Replaces all configurations, or none of them if anything is wrong with one.
     *
     * @param configurations null counts as none
     * @throws Failure with every mistake in a line of its own, which Jenkins shows as it is; Configuration as Code
     *     shows its own words and puts this into the log, so it is also a sentence of its own
     */
    @DataBoundSetter
    public void setConfigurations(List<NamedConfiguration> configurations) {
        List<NamedConfiguration> given = configurations == null ? List.of() : configurations;
        VisibleConfigurations visible = VisibleConfigurations.ofSettings(given);
        this.configurations = checked(given, each -> each.check(visible));
        save();
        brokenFile = null;
    }

    /**
     * The configurations of a folder, as far as they can be checked before it is known which folder that is.
     *
     * @param configurations null counts as none
     * @throws Failure as {@link #setConfigurations}
     */
    public static List<NamedConfiguration> checkedAlone(List<NamedConfiguration> configurations) {
        return checked(configurations, NamedConfiguration::checkAlone);
    }

    /**
     * The configurations of a folder, together with all that they inherit.
     *
     * @throws Failure as {@link #setConfigurations}
     */
    public static void check(List<NamedConfiguration> configurations, ItemGroup<?> folder) {
        VisibleConfigurations visible = VisibleConfigurations.in(folder).with(configurations);
        checked(configurations, each -> each.check(visible));
    }

    private static List<NamedConfiguration> checked(
            List<NamedConfiguration> configurations, Consumer<NamedConfiguration> check) {
        List<NamedConfiguration> replacement = configurations == null ? List.of() : configurations;
        List<String> wrong = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (NamedConfiguration configuration : replacement) {
            try {
                check.accept(configuration);
            } catch (ConfigurationException e) {
                wrong.add(e.getMessage());
            }
            if (configuration.getName() != null && !names.add(configuration.getName())) {
                wrong.add("Two configurations of Pumphouse are called \"" + configuration.getName()
                        + "\"; give one another name.");
            }
        }
        if (!wrong.isEmpty()) {
            String lines = String.join("\n", wrong);
            LOGGER.log(Level.SEVERE, "The configurations of Pumphouse are not taken over:\n{0}", lines);
            throw new Failure(lines, true);
        }
        return new ArrayList<>(replacement);
    }

    /** Takes the form over. Without a row it has no list at all, for which Jenkins would call no setter. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        if (!form.has("configurations")) {
            setConfigurations(List.of());
        }
        return super.configure(request, form);
    }
}
