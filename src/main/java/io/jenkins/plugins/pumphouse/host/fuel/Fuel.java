package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * One Fuel master, of any version from 5.1 to 10. Thread-safe; every call blocks until Fuel has answered, and none
 * waits for a task. Every method throws {@link FuelException}, and {@link java.util.concurrent.CancellationException}
 * when the thread is interrupted.
 */
public final class Fuel implements AutoCloseable {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Nailgun nailgun;
    private final Map<Integer, FuelRelease> releases = new ConcurrentHashMap<>();

    private Fuel(Nailgun nailgun) {
        this.nailgun = nailgun;
    }

    /**
     * Connects nowhere yet: a Fuel that is down for a while is told by the calls.
     *
     * @throws IllegalArgumentException when {@code url} or {@code caCert} cannot be used
     */
    public static Fuel open(FuelAccess access) {
        return new Fuel(new Nailgun(access));
    }

    /** What Fuel says of itself. Asks once, and logs in where it has to; {@code GET /api/version}. */
    public FuelVersion version() {
        return nailgun.version();
    }

    /** All environments, by id; {@code GET /clusters}. */
    public List<Environment> environments() {
        return list("/clusters", FuelShape.ENVIRONMENT, Environment::of, Comparator.comparingInt(Environment::id));
    }

    /**
     * The environment of a name, or else of an id.
     *
     * @throws FuelException.NotFound with the names of those that there are
     */
    public Environment environment(String nameOrId) {
        List<Environment> all = environments();
        return Environment.called(nameOrId, all)
                .orElseThrow(() -> new FuelException.NotFound(
                        nailgun.name() + ": Fuel has no environment \"" + nameOrId + "\". " + Environment.named(all),
                        404,
                        ""));
    }

    /** What an environment deploys, asked once; {@code GET /releases/N}. */
    public FuelRelease release(int id) {
        return releases.computeIfAbsent(
                id, wanted -> FuelRelease.of(nailgun.get("/releases/" + wanted, FuelShape.NUMBERED)));
    }

    /** What an environment consists of and allows its nodes. */
    public EnvironmentRules rules(Environment environment) {
        return new EnvironmentRules(nailgun, environment, release(environment.releaseId()));
    }

    /** All nodes, of all environments and of none, by id; {@code GET /nodes}. */
    public List<Node> nodes() {
        return list("/nodes", FuelShape.NODE, Node::of, Comparator.comparingInt(Node::id));
    }

    /** The nodes of one environment, by id; {@code GET /nodes?cluster_id=N}. */
    public List<Node> nodes(int environment) {
        return list("/nodes?cluster_id=" + environment, FuelShape.NODE, Node::of, Comparator.comparingInt(Node::id));
    }

    /** A node; empty when there is none of the id, as after its machine was removed and discovered anew. */
    public Optional<Node> node(int id) {
        return find("/nodes/" + id, FuelShape.NODE).map(Node::of);
    }

    /**
     * The tasks of an environment that Fuel still shows, by id: those of the last operation, not all that ever were.
     */
    public List<FuelTask> tasks(int environment) {
        return list(
                "/tasks?cluster_id=" + environment,
                FuelShape.TASK,
                FuelTask::of,
                Comparator.comparingInt(FuelTask::id));
    }

    /**
     * A task, also one that Fuel no longer shows as such: from 9.0 on a finished task is hidden when the next operation
     * begins, and stays readable as a transaction. Empty where it is gone for good (before 9.0), which says nothing of
     * how it ended; ask the node.
     */
    public Optional<FuelTask> task(int id) {
        return find("/tasks/" + id, FuelShape.TASK)
                .or(() -> find("/transactions/" + id, FuelShape.TASK))
                .map(FuelTask::of);
    }

    /** What Fuel told of a node, oldest first; {@code GET /notifications}. */
    public List<Notification> notifications(int node) {
        return list("/notifications", FuelShape.NUMBERED, Notification::of, Comparator.comparingInt(Notification::id))
                .stream()
                .filter(each -> each.node() != null && each.node() == node)
                .toList();
    }

    /** Gives a node to an environment with these roles, to be deployed later; {@code POST /clusters/N/assignment}. */
    public void assign(int environment, int node, Set<String> roles) {
        ObjectNode wanted = JSON.objectNode().put("id", node);
        ArrayNode names = wanted.putArray("roles");
        new TreeSet<>(roles).forEach(names::add);
        nailgun.once(
                "POST",
                "/clusters/" + environment + "/assignment",
                JSON.arrayNode().add(wanted));
    }

    /**
     * Takes a node out of an environment: at once where it was never deployed, otherwise it is marked and the next
     * {@link Deployments#applyChanges} erases it; {@code POST /clusters/N/unassignment}.
     */
    public void unassign(int environment, int node) {
        ArrayNode wanted = JSON.arrayNode().add(JSON.objectNode().put("id", node));
        nailgun.once("POST", "/clusters/" + environment + "/unassignment", wanted);
    }

    /**
     * Erases a node and forgets its record; a machine that is on registers anew under another id.
     *
     * @return the task that does it; empty before 6.1, where it is done at once
     */
    public Optional<FuelTask> deleteNode(int node) {
        JsonNode body = nailgun.once("DELETE", "/nodes/" + node, null);
        return body.has("id") ? Optional.of(FuelTask.of(body)) : Optional.empty();
    }

    /** What Fuel does with nodes and whole environments; asks nothing yet. */
    public Deployments deployments() {
        return new Deployments(this, nailgun);
    }

    /** What Fuel keeps of one node for its deployment; asks nothing yet. */
    public NodeSetup setup(int node) {
        return new NodeSetup(nailgun, node);
    }

    private Optional<JsonNode> find(String path, FuelShape shape) {
        try {
            return Optional.of(nailgun.get(path, shape));
        } catch (FuelException.NotFound e) {
            return Optional.empty();
        }
    }

    private <T> List<T> list(String path, FuelShape shape, Function<JsonNode, T> reader, Comparator<T> order) {
        return StreamSupport.stream(nailgun.list(path, shape).spliterator(), false)
                .map(reader)
                .sorted(order)
                .toList();
    }

    /** Ends the calls that are under way. */
    @Override
    public void close() {
        nailgun.close();
    }

    /** Name and address, without secrets. */
    @Override
    public String toString() {
        return "Fuel of " + nailgun.name();
    }
}
