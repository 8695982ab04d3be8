package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import java.util.concurrent.CompletableFuture;

/**
 * One security group on its way to the target.
 *
 * @param context of its change
 * @param wanted as it is to be in the end, without tags
 * @param tags the body of the request that sets its tags, the mark among them
 * @param made the group as Neutron made it
 * @param done the end of its change
 */
record GroupCreation(
        ChangeContext context,
        ObjectNode wanted,
        ObjectNode tags,
        CompletableFuture<Made> made,
        CompletableFuture<ChangeResult> done) {

    /**
     * @param group as it was made
     * @param batch with which it was made
     */
    record Made(ObjectNode group, GroupBatch batch) {}

    GroupCreation(ChangeContext context, ObjectNode wanted, ObjectNode tags) {
        this(context, wanted, tags, new CompletableFuture<>(), new CompletableFuture<>());
    }

    String project() {
        return wanted.path("tenant_id").asText();
    }
}
