package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The Jenkins controller for which a migration runs, as others see it on a server that is being moved.
 *
 * @param id the same after a restart, another for another controller; letters and digits
 * @param name for a person
 */
public record Mover(String id, String name) implements Serializable {
    /** The controller that this JVM is: its host and its home tell it from others. */
    public static Mover ofThisJvm() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown host";
        }
        String home = System.getProperty(
                "JENKINS_HOME", System.getenv().getOrDefault("JENKINS_HOME", System.getProperty("user.dir")));
        UUID id = UUID.nameUUIDFromBytes((host + ' ' + home).getBytes(StandardCharsets.UTF_8));
        return new Mover(id.toString().substring(0, 8), "Jenkins on " + host);
    }

    /** The same controller, which says for what: {@code "pumpInstances of shop #12, Jenkins on ci-1"}. */
    public Mover doing(String what) {
        return new Mover(id, what + ", " + name);
    }
}
