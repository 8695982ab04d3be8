package io.jenkins.plugins.pumphouse.migration.options;

import java.util.Locale;
import java.util.Optional;

/** When the target takes over the gateway and the DHCP of a network whose segment is the same wire on both clouds. */
public enum Cutover {
    /** Neither is on the target until {@code pumpCutover} switches over: no address has two owners. */
    HOLD,
    /** The target's routers take another free address of the subnet at once; DHCP and the gateway's address wait. */
    ADDRESS,
    /** Both are on the target at once, although the source may still answer. */
    NOW;

    /** As it is written in pumphouse.yaml and in a pipeline. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Cutover> of(String word) {
        for (Cutover cutover : values()) {
            if (cutover.word().equals(word)) {
                return Optional.of(cutover);
            }
        }
        return Optional.empty();
    }
}
