package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import java.util.Objects;

/**
 * A switch that hosts are plugged into, checked.
 *
 * @param access how to reach it; its logins may be the ids of credentials
 * @param file where it is described
 * @param position where in that file
 */
public record SwitchSettings(SwitchAccess access, String file, Position position) {

    public SwitchSettings {
        Objects.requireNonNull(access, "access");
    }

    /** What hosts call it by. */
    public String name() {
        return access.name();
    }
}
