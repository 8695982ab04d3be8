package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import hudson.model.ItemGroup;

public class ItemListener implements ExtensionPoint {
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {}

    public static ExtensionList<ItemListener> all() {
        return ExtensionList.lookup(ItemListener.class);
    }

    public static void fireOnCopied(Item src, Item result) {}

    public static void checkBeforeCopy(Item src, ItemGroup<?> parent) {}

    public static void fireOnCreated(Item item) {}

    public static void fireOnUpdated(Item item) {}

    public static void checkBeforeDelete(Item item) {}

    public static void fireOnDeleted(Item item) {}

    public static void fireLocationChange(Item rootItem, String oldFullName) {
        all().forEach(listener -> listener.onLocationChanged(rootItem, oldFullName, rootItem.getFullName()));
    }
}
