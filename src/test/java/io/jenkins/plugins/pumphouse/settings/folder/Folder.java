package io.jenkins.plugins.pumphouse.settings.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import java.io.IOException;
import java.util.List;

/** A folder that may have configurations. */
final class Folder extends AbstractFolder<TopLevelItem> {
    Folder(ItemGroup<? extends Item> parent, String name) {
        super(parent, name);
    }

    void has(NamedConfiguration... configurations) {
        FolderConfigurations own = new FolderConfigurations();
        own.setConfigurations(List.of(configurations));
        getProperties().add(own);
    }

    /** A job in it. */
    static final class Project extends Job<Project, Build> {
        Project(ItemGroup<?> folder) {
            super(folder, "move");
        }
    }

    /** A build of that job. */
    static final class Build extends Run<Project, Build> {
        Build(Project project) throws IOException {
            super(project);
        }
    }
}
