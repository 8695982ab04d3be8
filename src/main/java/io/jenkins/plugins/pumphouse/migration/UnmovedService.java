package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A list of a service of which no step moves the objects, so that an inventory can say what stays behind.
 *
 * @param service is asked only where the catalog has it
 * @param kind one of its objects, in the words of the log
 * @param path of the list
 * @param key of the list in the answer
 * @param ofAll makes the request one for all projects; null where the service shows a project's objects only to that
 *     project
 * @param size of an object in a few words
 * @param why it stays, and what to do instead
 */
record UnmovedService(
        Service service,
        String kind,
        String path,
        String key,
        UnaryOperator<Request> ofAll,
        Function<JsonNode, String> size,
        String why) {
    /** Swift's own bound of a page; it names no next one. */
    private static final int PAGE = 10_000;

    /** Projects named in the row of those that could not be asked. */
    private static final int NAMED = 5;

    List<Row> all(Cloud source, List<Resource> projects, boolean whole) {
        try {
            List<Row> rows = new ArrayList<>();
            for (ObjectNode json : source.list(ofAll.apply(Request.get(service, path)), key)) {
                String owner = owner(json);
                if (whole || owner == null || projects.stream().anyMatch(project -> owner.equals(project.id()))) {
                    rows.add(row(json));
                }
            }
            return rows;
        } catch (CloudException.MissingRight e) {
            return service == Service.IDENTITY // where members see their own, of whatever project
                    ? List.of(unread(e.getMessage()))
                    : byProject(source, projects);
        } catch (CloudException.NotFound e) {
            return List.of(); // a Cinder without backups, a Keystone of v2.0
        } catch (CloudException e) {
            return List.of(unread(e.getMessage()));
        }
    }

    List<Row> byProject(Cloud source, List<Resource> projects) {
        List<Row> rows = new ArrayList<>();
        Set<String> closed = new LinkedHashSet<>();
        for (Resource project : projects) {
            try {
                list(source.as(project.id())).forEach(json -> rows.add(row(json)));
            } catch (CloudException.NotFound e) {
                continue; // a project without an account of Swift
            } catch (CloudException.WrongCredentials | CloudException.MissingRight e) {
                closed.add(project.name());
            } catch (CloudException e) {
                rows.add(unread(e.getMessage()));
                break;
            }
        }
        if (!closed.isEmpty()) {
            rows.add(unread("only members of a project see them, and the account of pumphouse.yaml has no role in "
                    + FirstFew.of(closed, NAMED) + (closed.size() > NAMED ? " projects" : "")));
        }
        return rows;
    }

    private List<ObjectNode> list(Cloud project) {
        if (service != Service.OBJECT_STORE) {
            return project.list(service, path, key);
        }
        List<ObjectNode> all = new ArrayList<>();
        Request first = Request.get(service, path).query("format", "json").query("limit", String.valueOf(PAGE));
        List<ObjectNode> page = project.list(first, key);
        for (; !page.isEmpty() && all.size() < PAGE * PAGE / 10; ) {
            all.addAll(page);
            String last = Json.text(page.get(page.size() - 1), "name");
            page = page.size() < PAGE || last == null ? List.of() : project.list(first.query("marker", last), key);
        }
        return all;
    }

    private Row row(ObjectNode json) {
        String id = first(json, "id", "uuid", "secret_ref", "name");
        String name = first(json, "name", "stack_name", "display_name");
        return new Row(kind, name, id.substring(id.lastIndexOf('/') + 1), size.apply(json), "", Fate.STAYS, "", why);
    }

    private Row unread(String reason) {
        return new Row(kind, "(all)", "", "", "", Fate.UNREAD, "", reason);
    }

    private static String owner(JsonNode json) {
        String owner = first(
                json,
                "project_id",
                "tenant_id",
                "project",
                "os-extended-snapshot-attributes:project_id",
                "os-backup-project-attr:project_id");
        return owner.isEmpty() ? null : owner;
    }

    private static String first(JsonNode json, String... fields) {
        for (String field : fields) {
            String text = Json.text(json, field);
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
