package io.jenkins.plugins.pumphouse.settings;

import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import java.util.List;

/**
 * Where folders keep configurations of their own. Its only extension loads in a Jenkins that has folders, and nothing
 * but that extension knows their classes.
 */
public interface FolderSource extends ExtensionPoint {
    /** The configurations of a folder itself; empty for what is no folder, or has none. */
    List<NamedConfiguration> of(ItemGroup<?> group);

    /** The folders that have any, as far as the caller may see them. */
    List<ItemGroup<?>> holders();
}
