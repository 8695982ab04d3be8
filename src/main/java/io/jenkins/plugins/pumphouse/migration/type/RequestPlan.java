package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest.Bound;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The writes that one change sends, as its type says them, and what the type has to know for that. Reading is not
 * counted, nor is what follows from a fault: a request that is sent again, what is undone.
 */
public final class RequestPlan {
    private static final Logger LOG = Logger.getLogger(RequestPlan.class.getName());

    private final ResourceType type;
    private final Change change;
    private final CloudInventory inventory;
    private final CloudInventory targets;
    private final Translation translation;
    private final Map<String, PlannedRequest> said = new LinkedHashMap<>();
    private ObjectNode wanted;

    /** Says which requests the changes of a type send. */
    @FunctionalInterface
    public interface OfType {
        void say(RequestPlan plan);

        /** All that is said of a change. An odd object costs its own count, and not the plan. */
        default List<PlannedRequest> of(RequestPlan plan) {
            try {
                say(plan);
                return plan.requests();
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.log(
                        Level.FINE,
                        e,
                        () -> "The requests of " + plan.resource().label() + " cannot be told");
                return List.of(PlannedRequest.UNKNOWN);
            }
        }
    }

    /** @param translation as the plan has filled it */
    public RequestPlan(
            ResourceType type,
            Change change,
            CloudInventory inventory,
            CloudInventory targets,
            Translation translation) {
        this.type = type;
        this.change = change;
        this.inventory = inventory;
        this.targets = targets;
        this.translation = translation;
    }

    /** Of objects that are found, and never written. */
    public static void none(RequestPlan plan) {}

    /** All that was said, in its order. */
    public List<PlannedRequest> requests() {
        return List.copyOf(said.values());
    }

    public ResourceType type() {
        return type;
    }

    public Change change() {
        return change;
    }

    public Decision decision() {
        return change.decision();
    }

    public Resource resource() {
        return change.resource();
    }

    public Optional<Resource> existing() {
        return change.existing();
    }

    /** What the object is to be; what is still to be made has {@linkplain Translation#isPending no id yet}. */
    public ObjectNode wanted() {
        if (wanted == null) {
            wanted = type.wanted(change.resource(), inventory, translation, inventory.mapping());
        }
        return wanted;
    }

    public CloudInventory inventory() {
        return inventory;
    }

    public CloudInventory targets() {
        return targets;
    }

    public Translation translation() {
        return translation;
    }

    /** Whether an update sends fields of the object itself, beside some that take requests of their own. */
    public boolean changesFields(String... besides) {
        return change.differences().stream()
                .anyMatch(difference ->
                        wanted().has(difference.field()) && !List.of(besides).contains(difference.field()));
    }

    /** Whether the target has an object of the same id, so that the service refuses that to a new one. */
    public boolean isIdTaken() {
        Scope scope = type.counterparts(change.resource(), translation);
        return !Translation.isPending(scope.owner())
                && targets.candidates(type.kind(), scope)
                        .withId(change.resource().id())
                        .isPresent();
    }

    /** Whether the source has the service itself, and nothing else answers for it. */
    public boolean sourceAnswers(Service service) {
        return !root(inventory.cloud(), service).isEmpty();
    }

    public Sender onTarget(Service service) {
        return new Sender(PlannedRequest.TARGET, root(targets.cloud(), service), 1, Bound.EXACT);
    }

    public Sender onSource(Service service) {
        return new Sender(PlannedRequest.SOURCE, root(inventory.cloud(), service), 1, Bound.EXACT);
    }

    /** Empty where something else answers for a service. */
    private static String root(Cloud cloud, Service service) {
        try {
            return cloud.path(service);
        } catch (CloudException e) {
            return "";
        }
    }

    /** Says requests to one service of one cloud. */
    public final class Sender {
        private final String cloud;
        private final String root;
        private final int times;
        private final Bound bound;

        private Sender(String cloud, String root, int times, Bound bound) {
            this.cloud = cloud;
            this.root = root;
            this.times = times;
            this.bound = bound;
        }

        /** The same, each request so many times; none for 0. */
        public Sender times(int count) {
            return new Sender(cloud, root, count, Bound.EXACT);
        }

        public Sender atMost(int count) {
            return new Sender(cloud, root, count, Bound.AT_MOST);
        }

        public Sender about(int count) {
            return new Sender(cloud, root, count, Bound.ABOUT);
        }

        /** @param path from the root of the service, with <code>{id}</code> for each id */
        public Sender post(String path) {
            return add("POST", path);
        }

        public Sender put(String path) {
            return add("PUT", path);
        }

        public Sender patch(String path) {
            return add("PATCH", path);
        }

        public Sender delete(String path) {
            return add("DELETE", path);
        }

        private Sender add(String method, String path) {
            if (times > 0) {
                String shown = root + path.replace("%7B", "{").replace("%7D", "}");
                PlannedRequest one = new PlannedRequest(cloud, method, shown, times, bound);
                said.merge(one.key(), one, PlannedRequest::and);
            }
            return this;
        }
    }
}
