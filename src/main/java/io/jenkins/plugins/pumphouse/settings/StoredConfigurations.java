package io.jenkins.plugins.pumphouse.settings;

import hudson.ExtensionList;
import hudson.model.ItemGroup;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/** All configurations that Jenkins' settings and its folders have, as one text for people who help. */
public final class StoredConfigurations {
    private StoredConfigurations() {}

    /** Of one that cannot be read, or holds a secret, only what is wrong with it. */
    public static String text() {
        StringBuilder text = new StringBuilder();
        add(
                text,
                "",
                VisibleConfigurations.to(null),
                PumphouseConfiguration.get().getConfigurations());
        for (FolderSource source : new ArrayList<>(ExtensionList.lookup(FolderSource.class))) {
            for (ItemGroup<?> folder : source.holders()) {
                add(text, " of folder " + folder.getFullName(), VisibleConfigurations.in(folder), source.of(folder));
            }
        }
        return text.isEmpty() ? "# no configuration is stored\n" : text.toString();
    }

    private static void add(
            StringBuilder text, String place, VisibleConfigurations visible, List<NamedConfiguration> configurations) {
        for (NamedConfiguration configuration : configurations) {
            text.append("# configuration ")
                    .append(configuration.getName())
                    .append(place)
                    .append('\n')
                    .append(shown(configuration, visible))
                    .append('\n');
        }
    }

    private static String shown(NamedConfiguration configuration, VisibleConfigurations visible) {
        try {
            configuration.check(visible);
            return configuration.getExported();
        } catch (ConfigurationException e) {
            return "# " + e.getMessage().replace("\n", "\n# ");
        }
    }
}
