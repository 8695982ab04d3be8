package hudson.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public final class Permission {
    private static final Map<String, Permission> ALL = new ConcurrentHashMap<>();

    private final String id;

    private Permission(String id) {
        this.id = id;
    }

    public static Permission fromId(String id) {
        return ALL.computeIfAbsent(id, Permission::new);
    }

    public String getId() {
        return id;
    }
}
