package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.compute.LeftoverAccessType;
import io.jenkins.plugins.pumphouse.migration.compute.QuotaType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerType;
import io.jenkins.plugins.pumphouse.migration.cutover.CutoverType;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.network.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.RouterType;
import io.jenkins.plugins.pumphouse.migration.network.RoutesType;
import io.jenkins.plugins.pumphouse.migration.network.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.network.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.UnmovedType;
import java.util.List;
import java.util.Locale;

/**
 * What the original's {@code pump-*} commands move, each a list of kinds in the order of their doing; and what is
 * deleted in the end.
 */
public enum Verb {
    ROLES(RoleType.KIND),
    TENANTS(Kind.PROJECT),
    USERS(UserType.KIND),
    USER_ROLES(AssignmentType.KIND),
    FLAVORS(FlavorType.KIND),
    KEYPAIRS(KeypairType.KIND),
    QUOTAS(QuotaType.KIND),
    SECGROUPS(SecurityGroupType.KIND, SecurityGroupRulesType.KIND),
    NETWORKS(
            NetworkType.KIND,
            SubnetType.KIND,
            RouterType.KIND,
            RouterInterfaceType.KIND,
            RoutesType.KIND,
            UnmovedType.KIND),
    FLOATING_IPS(FloatingIpType.KIND),
    IMAGES(ImageType.KIND),
    INSTANCES(ServerType.KIND, LeftoverAccessType.KIND),
    /** Deletes on the source what {@link #INSTANCES} has moved. */
    CLEANUP(ServerType.KIND),
    /** Switches gateways and DHCP of shared wires over from the source to the target. */
    CUTOVER(CutoverType.KIND);

    private final List<Kind> kinds;

    Verb(Kind... kinds) {
        this.kinds = List.of(kinds);
    }

    /** What is being done, in words for a person: {@code "moving user roles"}. */
    public String doing() {
        return switch (this) {
            case CLEANUP -> "deleting what was moved";
            case CUTOVER -> "switching networks over";
            default -> "moving " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    List<Kind> kinds() {
        return kinds;
    }
}
