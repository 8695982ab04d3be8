package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.model.Item;
import jenkins.model.Jenkins;

/** A form of settings: of Jenkins itself, or of a folder. */
public final class SettingsForm {
    private SettingsForm() {}

    /**
     * Whether the person may change the settings that the form is of.
     *
     * @param item the folder on whose page it is; null on Jenkins' own
     */
    public static boolean hasPermission(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }
}
