package io.jenkins.plugins.pumphouse.steps.host;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;

/** What a build holds stays its own when its job, or a folder around it, is renamed or moved while it runs. */
@Extension
public final class RenamedJobs extends ItemListener {
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof Job) {
            MoveLock.renamed(oldFullName, newFullName);
        }
    }
}
