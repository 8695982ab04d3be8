package io.jenkins.plugins.pumphouse.settings;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;

/** Pumphouse in Jenkins' settings: configurations that every pipeline may name. */
@Extension
@Symbol("pumphouse")
public class PumphouseConfiguration extends GlobalConfiguration implements PersistentDescriptor {
    private List<NamedConfiguration> configurations = new ArrayList<>();

    public static PumphouseConfiguration get() {
        return ExtensionList.lookupSingleton(PumphouseConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return "Pumphouse";
    }

    public List<NamedConfiguration> getConfigurations() {
        return new ArrayList<>(configurations);
    }

    /**
     * Replaces all configurations.
     *
     * @param configurations null counts as none
     * @throws IllegalArgumentException if two have the same name
     */
    @DataBoundSetter
    public void setConfigurations(List<NamedConfiguration> configurations) {
        List<NamedConfiguration> replacement = configurations == null ? List.of() : configurations;
        Set<String> names = new HashSet<>();
        for (NamedConfiguration configuration : replacement) {
            if (!names.add(configuration.getName())) {
                throw new IllegalArgumentException("Two configurations of Pumphouse are called \""
                        + configuration.getName() + "\"; give one another name.");
            }
        }
        this.configurations = new ArrayList<>(replacement);
        save();
    }

    /** The configuration of that name. */
    Optional<NamedConfiguration> find(String name) {
        return configurations.stream()
                .filter(configuration -> configuration.getName().equals(name))
                .findFirst();
    }
}
