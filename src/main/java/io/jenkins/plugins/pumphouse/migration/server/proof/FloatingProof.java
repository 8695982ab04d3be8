package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.forwarding.ServerForwardings;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;

/** Whether the floating addresses and forwardings of a server lead to its copy: to a deleted one they lead nowhere. */
final class FloatingProof {
    private FloatingProof() {}

    /**
     * Why the server must not be deleted.
     *
     * @param all whether an address may not be missing at the copy
     */
    static List<String> against(
            Resource server, Resource copy, CloudInventory source, CloudInventory target, boolean all) {
        List<String> against = new ArrayList<>();
        List<FloatingAddress> addresses = ServerFloating.of(server, source);
        addresses.stream()
                .filter(FloatingAddress::isBound)
                .forEach(floating -> against.add("floating address " + floating + " is still bound to it on "
                        + source.cloud().name() + ": run pumpCutover where the gateway was held, else openstack"
                        + " floating ip unset --port " + floating.ip().id()));
        if (all) {
            ServerFloating.missing(
                            addresses.stream()
                                    .filter(floating -> !floating.isBound())
                                    .toList(),
                            copy,
                            target)
                    .forEach(floating -> against.add("floating address " + floating + " is not bound to its copy on "
                            + target.cloud().name() + ": bind it to the copy"));
        }
        against.addAll(ServerForwardings.blocking(server, source));
        return against;
    }
}
