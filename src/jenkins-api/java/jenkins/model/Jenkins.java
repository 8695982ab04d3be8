package jenkins.model;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The controller: without items, without a URL of its own. */
public class Jenkins implements ItemGroup<Item>, AccessControlled {
    public static final Permission ADMINISTER = Permission.fromId("hudson.model.Hudson.Administer");
    public static final Permission READ = Permission.fromId("hudson.model.Hudson.Read");

    private static final Jenkins INSTANCE = new Jenkins();
    private static final ACL PERMISSIONS_OF_CALLER = new ACL() {};

    Jenkins() {}

    public static Jenkins get() {
        return INSTANCE;
    }

    public static Authentication getAuthentication2() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? ACL.SYSTEM2 : caller;
    }

    public String getRootUrl() {
        return null;
    }

    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public String getFullDisplayName() {
        return "";
    }

    @Override
    public String getDisplayName() {
        return "Jenkins";
    }

    @Override
    public String getUrl() {
        return "";
    }

    @Override
    public ACL getACL() {
        return PERMISSIONS_OF_CALLER;
    }
}
