package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.network.neutron.Creation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.CreationBatch;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Security groups of one project that one request makes. The first has a {@link BatchNote} as its description until the
 * others have their tags, the others their own from the start; so at every moment it stands on the target for which
 * group of the source each was created, and only the first takes a request for its description.
 */
final class GroupBatch extends CreationBatch {
    private final Creation first;
    private final List<Creation> others;

    /** @param births of one project; the first carries the note */
    GroupBatch(List<Creation> births) {
        super(births);
        this.first = births.get(0);
        this.others = births.subList(1, births.size());
    }

    @Override
    protected CreationBatch of(List<Creation> part) {
        return new GroupBatch(part);
    }

    @Override
    protected List<ObjectNode> bodies() {
        Map<String, String> noted = new LinkedHashMap<>();
        others.forEach(birth ->
                noted.put(BatchNote.fingerprint(birth.wanted()), birth.mark().id()));
        List<ObjectNode> bodies = new ArrayList<>();
        bodies.add(first.wanted().deepCopy().put("description", new BatchNote(first.mark(), noted).text()));
        others.forEach(birth -> bodies.add(birth.wanted()));
        return bodies;
    }

    @Override
    protected Object key(Creation birth) {
        return birth == first ? birth.mark() : BatchNote.fingerprint(birth.wanted());
    }

    @Override
    protected Object key(ObjectNode made) {
        return Marking.TAG.of(made).isPresent() ? first.mark() : BatchNote.fingerprint(made);
    }

    @Override
    protected List<ObjectNode> marked(List<ObjectNode> listed) {
        return NotedGroups.marked(listed);
    }

    /** Whose an unmarked group is, a note says that stands in a group of another name. */
    @Override
    protected List<ObjectNode> seen(List<ObjectNode> made) {
        List<ObjectNode> twins = super.seen(made);
        Set<String> own = new HashSet<>();
        made.forEach(group -> own.add(Json.text(group, "id")));
        return twins.stream()
                        .allMatch(group -> own.contains(Json.text(group, "id"))
                                || Marking.TAG.of(group).isPresent())
                ? twins
                : ofProject();
    }

    @Override
    protected CompletionStage<ChangeResult> finish(Creation birth, ObjectNode group, List<ObjectNode> seen) {
        if (birth != first) {
            return birth.settled(group, seen, false);
        }
        // The note goes last.
        return ends(others)
                .handle((done, failure) -> failure == null)
                .thenCompose(all -> all || areMarked()
                        ? birth.settled(group, seen, true)
                        : CompletableFuture.failedFuture(new MigrationException("was created on " + cloud.name()
                                + ", but groups that were created with it are not finished, and its description says"
                                + " which. Run again: the next run resumes.")));
    }

    /** Whether the others, of which some have failed, can do without the note. */
    private boolean areMarked() {
        return others.stream().allMatch(birth -> !birth.done().isCompletedExceptionally() || marks(birth));
    }

    private boolean marks(Creation birth) {
        String id = Json.text(birth.made().join(), "id");
        try {
            birth.put(id, Json.object().put("description", birth.mark().tag()));
            return true;
        } catch (CloudException.NotFound e) {
            return isGone(id);
        } catch (CloudException e) {
            return false;
        }
    }

    private boolean isGone(String group) {
        try {
            cloud.get(Service.NETWORK, SecurityGroupType.PATH + '/' + Request.segment(group));
            return false;
        } catch (CloudException.NotFound e) {
            return true;
        } catch (CloudException e) {
            return false;
        }
    }
}
