package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The boots of a run that are under way on the target, so that no hypervisor of it has too many at a time. Nova chooses
 * the hypervisor after it has been asked, so a boot that has none yet counts for each; one that the operator's mapping
 * names counts for that alone.
 */
final class TargetHosts implements AutoCloseable {
    /** In place of the hypervisor, before Nova has chosen one. */
    private static final String NONE = "";

    private final int most;
    private final Map<String, String> hosts = new HashMap<>();

    /** @param most on one hypervisor at a time; 0 for no bound */
    TargetHosts(int most) {
        this.most = most;
    }

    /** Those of the run. */
    static TargetHosts of(ChangeContext context) {
        return context.shared(
                TargetHosts.class, w -> new TargetHosts(w.options().hosts().target()));
    }

    /** Completes when the boot of the server may begin. */
    static CompletableFuture<?> turn(ChangeContext context) {
        return of(context).begin(context.resource().id(), MappedHost.of(context).host())
                ? CompletableFuture.completedFuture(null)
                : context.watch().pause(context.options().poll()).thenCompose(over -> turn(context));
    }

    /**
     * Whether the boot of a server may begin now; it counts from then on.
     *
     * @param mapped the hypervisor on which it has to be; empty where Nova chooses
     */
    synchronized boolean begin(String server, Optional<String> mapped) {
        if (most > 0 && !hosts.containsKey(server) && booting(mapped) >= most) {
            return false;
        }
        hosts.put(server, mapped.orElse(NONE));
        return true;
    }

    /** An earlier run has asked for its boot: it counts in any case. */
    synchronized void resumed(String server) {
        hosts.put(server, NONE);
    }

    /** How many the mapped hypervisor has at most; where Nova chooses, the one that has the most. */
    private int booting(Optional<String> mapped) {
        Map<String, Integer> counts = new HashMap<>();
        hosts.values().forEach(host -> counts.merge(host, 1, Integer::sum));
        int undecided = Objects.requireNonNullElse(counts.remove(NONE), 0);
        return undecided
                + mapped.map(host -> counts.getOrDefault(host, 0))
                        .orElseGet(() -> counts.isEmpty() ? 0 : Collections.max(counts.values()));
    }

    /** @param now as Nova shows it, its hypervisor too once it has chosen one; null while it shows none */
    synchronized void seen(String server, JsonNode now) {
        String host = now == null ? null : Json.text(now, "OS-EXT-SRV-ATTR:host");
        hosts.computeIfPresent(server, (id, former) -> host == null ? former : host);
    }

    /** It runs, or will not. */
    synchronized void ended(String server) {
        hosts.remove(server);
    }

    @Override
    public void close() {
        // nothing is held on a cloud
    }
}
