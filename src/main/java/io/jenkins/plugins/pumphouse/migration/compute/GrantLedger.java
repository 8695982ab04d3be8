package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.identity.NotedTags;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The temporary access of the migration's own account to a project: noted on the project itself, as a tag, before it is
 * granted, and struck out when it is removed. So the next run knows what an interrupted one has left.
 *
 * <p>Project tags came with Queens (Identity API v3.10, "Project tags"); on an older Keystone nothing is noted. Where a
 * project has no room for another tag, an attribute notes it.
 */
public final class GrantLedger {

    private static final String TAGS = "tags";

    /**
     * One for each project. Keystone reads all tags of a project, changes one and writes all of them back: of two
     * changes at the same moment, one would be lost, and with it the note of a temporary key.
     */
    private static final Map<String, Object> TURNS = new ConcurrentHashMap<>();

    private final Cloud cloud;
    private final String path;

    GrantLedger(Cloud cloud, String project) {
        this.cloud = cloud;
        this.path = "/projects/" + Request.segment(project);
    }

    /** Whether the account has a role that goes again. */
    boolean hasMembership() {
        return notes().stream().anyMatch(GrantNote::isMembership);
    }

    /** Names of the temporary keys that were not removed yet. */
    List<String> keys() {
        return GrantNote.keys(notes());
    }

    /** All that the project notes; nothing where its Keystone has no tags. */
    List<String> notes() {
        return cloud.identityV2() ? List.of() : of(project());
    }

    private JsonNode project() {
        return cloud.get(Service.IDENTITY, path).path("project");
    }

    /** All that a project notes, and tags of its owner's. */
    public static List<String> of(JsonNode project) {
        List<String> notes = new ArrayList<>(Json.texts(project, TAGS));
        notes.addAll(Json.texts(project, NotedTags.BESIDE));
        return notes;
    }

    /** Keystone refuses a tag that the project has, so that a request whose answer was lost must not be sent again. */
    void note(String what) {
        if (cloud.identityV2()) {
            return;
        }
        inTurn(() -> {
            Request put = Request.put(Service.IDENTITY, path + "/tags/" + Request.segment(what))
                    .once();
            try {
                cloud.send(put);
            } catch (CloudException.NotFound e) {
                return; // a Keystone before Queens
            } catch (CloudException e) {
                JsonNode project = project();
                if (!of(project).contains(what)) {
                    noteBeside(what, project, e);
                }
            }
        });
    }

    /** In an attribute, where the project's owner has given it as many tags as Keystone keeps. */
    private void noteBeside(String what, JsonNode project, CloudException refusal) {
        if (!(refusal instanceof CloudException.Rejected)
                || Json.texts(project, TAGS).size() < NotedTags.MOST) {
            throw refusal;
        }
        List<String> beside = new ArrayList<>(Json.texts(project, NotedTags.BESIDE));
        beside.add(what);
        putBeside(beside);
    }

    private void putBeside(List<String> notes) {
        ObjectNode attribute = Json.object();
        attribute.set(NotedTags.BESIDE, notes.isEmpty() ? attribute.nullNode() : Json.array(notes));
        cloud.send(Request.patch(Service.IDENTITY, path)
                .body(Json.object("project", attribute))
                .repeatable());
    }

    void strikeOut(String what) {
        if (cloud.identityV2()) {
            return;
        }
        inTurn(() -> {
            // 404: a Keystone before Queens, struck out already, or noted beside the tags
            boolean found = cloud.remove(
                    Request.delete(Service.IDENTITY, path + "/tags/" + Request.segment(what)),
                    () -> Json.texts(project(), TAGS).contains(what));
            List<String> left = found ? List.of() : new ArrayList<>(Json.texts(project(), NotedTags.BESIDE));
            if (left.contains(what)) {
                left.remove(what);
                putBeside(left);
            }
        });
    }

    private void inTurn(Runnable change) {
        synchronized (TURNS.computeIfAbsent(path, project -> new Object())) {
            change.run();
        }
    }
}
