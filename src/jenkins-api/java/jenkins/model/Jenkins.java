package jenkins.model;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The controller: without a URL of its own. */
public class Jenkins implements ItemGroup<Item>, AccessControlled {
    public static final Permission ADMINISTER = Permission.fromId("hudson.model.Hudson.Administer");
    public static final Permission READ = Permission.fromId("hudson.model.Hudson.Read");

    private static final Jenkins INSTANCE = new Jenkins();
    private static final File HOME = new File(
            System.getProperty("java.io.tmpdir"),
            "jenkins-" + ProcessHandle.current().pid());

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(HOME)));
    }

    private static final ACL PERMISSIONS_OF_CALLER = new ACL() {};

    private final Map<String, TopLevelItem> items = new ConcurrentHashMap<>();

    Jenkins() {}

    public static Jenkins get() {
        return INSTANCE;
    }

    public static Authentication getAuthentication2() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? ACL.SYSTEM2 : caller;
    }

    public <I extends TopLevelItem> I add(I item, String name) {
        items.put(name, item);
        return item;
    }

    /** As of Jenkins, null also for one that the caller may not read. */
    public <T extends Item> T getItemByFullName(String fullName, Class<T> type) {
        TopLevelItem item = items.get(fullName);
        return type.isInstance(item) && item.hasPermission(Item.READ) ? type.cast(item) : null;
    }

    /** As of Jenkins, without those that the caller may not read. */
    public <T extends Item> List<T> getAllItems(Class<T> type) {
        return items.values().stream()
                .filter(type::isInstance)
                .filter(item -> item.hasPermission(Item.READ))
                .map(type::cast)
                .toList();
    }

    /** A directory of this JVM, removed at its end. */
    public File getRootDir() {
        return HOME;
    }

    private static void remove(File file) {
        File[] files = file.listFiles();
        if (files != null) {
            Arrays.stream(files).forEach(Jenkins::remove);
        }
        file.delete();
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
