package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.compute.LeftoverAccessType;
import io.jenkins.plugins.pumphouse.migration.compute.QuotaType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerType;
import io.jenkins.plugins.pumphouse.migration.cutover.CutoverType;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.DomainType;
import io.jenkins.plugins.pumphouse.migration.identity.ProjectType;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Options;
import io.jenkins.plugins.pumphouse.migration.model.ResourceType;
import io.jenkins.plugins.pumphouse.migration.network.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.RouterType;
import io.jenkins.plugins.pumphouse.migration.network.RoutesType;
import io.jenkins.plugins.pumphouse.migration.network.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.network.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.UnmovedType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All resource types there are: a new one is a class of its own and a line here. */
final class ResourceTypes implements Function<Kind, ResourceType> {
    private final Map<Kind, ResourceType> byKind = new LinkedHashMap<>();

    ResourceTypes(Options options) {
        List.of(
                        new DomainType(),
                        new RoleType(),
                        new ProjectType(),
                        new UserType(),
                        new AssignmentType(),
                        new FlavorType(),
                        new KeypairType(),
                        new QuotaType(),
                        new SecurityGroupType(),
                        new SecurityGroupRulesType(),
                        new NetworkType(),
                        new SubnetType(options.cutovers()),
                        new RouterType(),
                        new RouterInterfaceType(options.cutovers()),
                        new RoutesType(),
                        new PortType(),
                        new FloatingIpType(),
                        new UnmovedType(),
                        new ImageType(),
                        new ServerType(options),
                        new LeftoverAccessType(),
                        new CutoverType(options.cutovers().force()))
                .forEach(type -> byKind.put(type.kind(), type));
    }

    /** All kinds, in the order of their doing. */
    Set<Kind> kinds() {
        return byKind.keySet();
    }

    @Override
    public ResourceType apply(Kind kind) {
        ResourceType type = byKind.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("No resource type \"" + kind + "\". There are: " + byKind.keySet());
        }
        return type;
    }
}
