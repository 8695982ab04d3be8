package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.migration.type.DeclaredType;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Server groups: policy and rules. Nova keeps no mark of one, so that its name tells it from others; its members join
 * it when they are booted.
 */
public final class ServerGroupType extends DeclaredType {
    public static final Kind KIND = new Kind("server group");

    public ServerGroupType() {
        super(Declaration.of(
                        KIND, Service.COMPUTE, new ApiCollection("/os-server-groups", "server_groups", "server_group"))
                .with("all_projects", "1")
                .microversion("2.64") // one policy with rules; before, a list of one
                .copies("name", "policy", "rules")
                .brings("policies", "members")
                .ownedBy("project_id")
                .serviceSets("id", "user_id", "metadata")
                .countsAs("compute server_groups")
                .identifiedBy("project_id", "name", "policy", "rules")
                .getsDistinctName("another group of the same name and policy"));
    }

    /** Nova gives a page at most, and no link to the next. */
    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return ServerGroups.of(inventory).stream()
                .map(json -> resource(inventory, json))
                .filter(group -> scope.all() || scope.owner().equals(group.text("project_id")))
                .toList();
    }

    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        return super.resource(inventory, ServerGroups.ofToday(json, inventory));
    }

    /** Nova keeps no mark of one: it counts as marked if its project is, which had none before. */
    @Override
    public boolean isMadeFor(Mark mark, Resource onTarget, CloudInventory target) {
        return target.find(Kind.PROJECT, String.valueOf(onTarget.text("project_id")))
                .flatMap(project -> Mark.ofValue(project.text(Mark.KEY)))
                .filter(project -> project.cloud().equals(mark.cloud()))
                .isPresent();
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return removeUnmarked(context);
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        return ChangeResult.now(ServerGroups.create(context));
    }
}
