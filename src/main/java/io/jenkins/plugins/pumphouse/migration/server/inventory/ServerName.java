package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.List;

/**
 * What an operator calls servers by: a name or an id, or a pattern of names. In a pattern {@code *} stands for any
 * characters, also none, and {@code ?} for one.
 */
public record ServerName(String text) {
    public static List<ServerName> of(List<String> texts) {
        return texts.stream().map(ServerName::new).toList();
    }

    public boolean isPattern() {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    public boolean means(Resource server) {
        return means(server.id(), server.name());
    }

    public boolean means(String id, String name) {
        return isPattern() ? name != null && matches(name) : text.equals(id) || text.equals(name);
    }

    /** Goes back to the last {@code *} only, so that no pattern takes longer than the product of the two lengths. */
    private boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resumed = 0;
        while (in < name.length()) {
            char wanted = at < text.length() ? text.charAt(at) : 0;
            if (wanted == '*') {
                star = at++;
                resumed = in;
            } else if (at < text.length() && (wanted == '?' || wanted == name.charAt(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resumed;
            } else {
                return false;
            }
        }
        return text.substring(at).chars().allMatch(rest -> rest == '*');
    }
}
