package io.jenkins.plugins.pumphouse.migration.cutover;

import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Neutron of the target that takes no tags (before Ocata): nothing on it tells the next run which subnets wait for
 * their DHCP, once the source's is off.
 */
final class UntaggedTarget {
    private UntaggedTarget() {}

    static boolean is(Cloud target) {
        return !target.networkExtensions().contains("standard-attr-tag");
    }

    /** Says, before the source is switched off, what a person has to do if the step ends before its time. */
    static void tell(ChangeContext context, List<String> subnets) {
        if (!subnets.isEmpty() && is(context.target())) {
            String commands = subnets.stream()
                    .map(subnet -> "openstack subnet set --dhcp "
                            + context.translation().id(SubnetType.KIND, subnet))
                    .collect(Collectors.joining("; "));
            context.say("Neutron of " + context.target().name() + " keeps no tags, so that no later run would know"
                    + " that its DHCP has to be on: if this step is interrupted, on "
                    + context.target().name() + ": "
                    + commands);
        }
    }
}
