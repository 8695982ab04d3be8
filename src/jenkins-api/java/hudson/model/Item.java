package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends ModelObject, AccessControlled {
    Permission READ = Permission.fromId("hudson.model.Item.Read");
    Permission CONFIGURE = Permission.fromId("hudson.model.Item.Configure");
    Permission EXTENDED_READ = Permission.fromId("hudson.model.Item.ExtendedRead");

    ItemGroup<? extends Item> getParent();

    String getName();

    String getFullName();

    String getUrl();
}
