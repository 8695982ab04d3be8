package io.jenkins.plugins.pumphouse.host.nova;

import java.util.Locale;

/** The names of one machine: each service may know it with or without its domain, and Cinder's adds a backend. */
final class MachineName {
    private MachineName() {}

    /** Whether two names are equal, or one is the other without its domain. Two different domains are two machines. */
    static boolean isSame(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT); // names of hosts have no case
        String b = other.toLowerCase(Locale.ROOT);
        return a.equals(b) || a.startsWith(b + ".") && !b.contains(".") || b.startsWith(a + ".") && !a.contains(".");
    }

    /** The host in Cinder's {@code host@backend#pool}. */
    static String ofCinder(String cinderHost) {
        return cinderHost.replaceFirst("[@#].*", "");
    }
}
