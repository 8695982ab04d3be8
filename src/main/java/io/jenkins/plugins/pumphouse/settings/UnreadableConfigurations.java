package io.jenkins.plugins.pumphouse.settings;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
import hudson.model.ItemGroup;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells administrators of stored configurations that cannot be read, before a pipeline fails on one: those of an older
 * version that allowed more, and those that somebody wrote into Jenkins' files. Folders' configurations count as those
 * of the settings do.
 */
@Extension
public class UnreadableConfigurations extends AdministrativeMonitor {
    /** The page of Jenkins' settings. */
    private static final String SETTINGS = "manage/configure";

    /**
     * Where some are.
     *
     * @param folder its full name; empty for Jenkins' settings
     * @param url the page on which they can be corrected, below Jenkins' own
     * @param mistakes what is wrong, a line each
     */
    public record Place(String folder, String url, List<String> mistakes) {}

    @Override
    public String getDisplayName() {
        return Messages.text("monitor.unreadable");
    }

    @Override
    public boolean isActivated() {
        return !getPlaces().isEmpty();
    }

    /** Jenkins' settings and each folder that has an unreadable one; empty if all can be read. */
    public List<Place> getPlaces() {
        List<Place> places = new ArrayList<>();
        PumphouseConfiguration settings = PumphouseConfiguration.get();
        settings.brokenFile().ifPresent(why -> places.add(new Place("", SETTINGS, List.of(why))));
        add(places, "", SETTINGS, VisibleConfigurations.to(null), settings.getConfigurations());
        for (FolderSource source : new ArrayList<>(ExtensionList.lookup(FolderSource.class))) {
            for (ItemGroup<?> folder : source.holders()) {
                add(
                        places,
                        folder.getFullName(),
                        folder.getUrl() + "configure",
                        VisibleConfigurations.in(folder),
                        source.of(folder));
            }
        }
        return places;
    }

    private static void add(
            List<Place> places,
            String folder,
            String url,
            VisibleConfigurations visible,
            List<NamedConfiguration> configurations) {
        List<String> mistakes = new ArrayList<>();
        for (NamedConfiguration configuration : configurations) {
            try {
                configuration.check(visible);
            } catch (ConfigurationException e) {
                e.getMessage().lines().forEach(mistakes::add);
            }
        }
        if (!mistakes.isEmpty()) {
            places.add(new Place(folder, url, mistakes));
        }
    }
}
