package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Other controllers that work for a project with the same account, as their marks on the source's servers and volumes
 * say: Keystone revokes the account's tokens with its role, also the one with which Nova builds a server of theirs.
 */
final class OtherMovers {
    private final ChangeContext context;
    private final MoverMark own;
    private final Function<String, List<String>> onSource;

    /** @param onSource the source's projects that come to the one with this id, where the account has a role */
    private OtherMovers(ChangeContext context, Function<String, List<String>> onSource) {
        this.context = context;
        this.own = MoverMark.of(context.options());
        this.onSource = onSource;
    }

    static OtherMovers ofTarget(ChangeContext context) {
        return new OtherMovers(
                context,
                target -> context.inventory().list(Kind.PROJECT, Scope.ALL).stream()
                        .map(Resource::id)
                        .filter(id -> context.translation()
                                .known(Kind.PROJECT, id)
                                .filter(target::equals)
                                .isPresent())
                        .toList());
    }

    static OtherMovers ofSource(ChangeContext context) {
        return new OtherMovers(context, List::of);
    }

    /** Whether one of them uses what this run has granted, and so removes it; who does is said. */
    boolean use(Membership membership) {
        Optional<MoverNote> other = of(membership.project());
        other.ifPresent(mover -> context.say("user "
                + membership.cloud().caller().userName() + " keeps its temporary role in project "
                + membership.project() + " on " + membership.cloud().name() + ", which " + mover.name()
                + " uses too, and removes at its end"));
        return other.isPresent();
    }

    /** The first that works for the project with this id, where the account has a role. */
    Optional<MoverNote> of(String project) {
        Cloud source = context.source();
        for (String owner : onSource.apply(project)) {
            Request servers = Request.get(Service.COMPUTE, "/servers/detail")
                    .query("all_tenants", "1")
                    .query("tenant_id", owner);
            Request volumes = Request.get(Service.VOLUME, "/volumes/detail")
                    .query("all_tenants", "1")
                    .query("project_id", owner);
            Optional<MoverNote> other = holder(source, servers, "servers")
                    .or(() -> source.has(Service.VOLUME) ? holder(source, volumes, "volumes") : Optional.empty());
            if (other.isPresent()) {
                return other;
            }
        }
        return Optional.empty();
    }

    /** Where the source does not answer, nothing says that another uses it. */
    private Optional<MoverNote> holder(Cloud source, Request list, String key) {
        try {
            for (ObjectNode each : source.list(list, key)) {
                JsonNode items = each.path("metadata");
                Optional<MoverNote> other = items.isObject() ? own.holder(items) : Optional.empty();
                if (other.isPresent()) {
                    return other;
                }
            }
        } catch (CloudException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
