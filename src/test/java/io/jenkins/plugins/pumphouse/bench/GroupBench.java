package io.jenkins.plugins.pumphouse.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Options;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** 100 groups with 1,000 rules: a migration beside a bare loop of the same writes, eight at a time in both. */
final class GroupBench {
    private static final int GROUPS = 100;
    private static final int RULES = 10;

    private final Worlds worlds;
    private final PrintStream out;

    GroupBench(Worlds worlds, PrintStream out) {
        this.worlds = worlds;
        this.out = out;
    }

    void run() throws InterruptedException, ExecutionException {
        String tenant = "bench-groups-" + System.nanoTime();
        write(worlds.source, Worlds.project(worlds.source, tenant));
        Worlds.move(Verb.TENANTS, tenant);
        Worlds.move(Verb.QUOTAS, tenant);
        String other = Worlds.project(worlds.target, tenant + "-bare");
        long before = worlds.target.requests().count();
        double bare = write(worlds.target, other);
        long bareRequests = worlds.target.requests().count() - before;
        long start = System.nanoTime();
        int objects = Worlds.move(Verb.SECGROUPS, tenant).outcomes().size();
        double ours = (System.nanoTime() - start) / 1e9;
        out.printf(
                "groups: bare loop %.1f s with %d requests; ours %.1f s for %d objects (log in, plan and proof"
                        + " included): ratio %.2f (aim 1.50)%n",
                bare, bareRequests, ours, objects, ours / bare);
    }

    /** Seconds for the writes alone: the group, its tags, its description, its rules at once. */
    private static double write(Cloud cloud, String project) throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(Options.DEFAULT.parallelism());
        try {
            long start = System.nanoTime();
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < GROUPS; i++) {
                int number = i;
                writes.add(workers.submit(() -> write(cloud, project, number)));
            }
            for (Future<?> write : writes) {
                write.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            workers.shutdownNow();
        }
    }

    private static void write(Cloud cloud, String project, int number) {
        ObjectNode group = Json.object()
                .put("name", "group-" + number)
                .put("tenant_id", project)
                .put("description", "one of many");
        String id = Json.text(
                cloud.send(Request.post(Service.NETWORK, "/security-groups").body(Json.object("security_group", group)))
                        .json()
                        .path("security_group"),
                "id");
        String path = "/security-groups/" + id;
        cloud.send(
                Request.put(Service.NETWORK, path + "/tags").body(Json.object("tags", Json.array(List.of("bench")))));
        cloud.send(Request.put(Service.NETWORK, path)
                .body(Json.object("security_group", Json.object().put("description", "group " + number))));
        ArrayNode rules = Json.object().putArray("rules");
        for (int rule = 0; rule < RULES; rule++) {
            rules.addObject()
                    .put("security_group_id", id)
                    .put("tenant_id", project)
                    .put("direction", "ingress")
                    .put("ethertype", "IPv4")
                    .put("protocol", "tcp")
                    .put("port_range_min", 1000 + rule)
                    .put("port_range_max", 1000 + rule)
                    .put("remote_ip_prefix", "10." + number + ".0.0/16");
        }
        cloud.send(Request.post(Service.NETWORK, "/security-group-rules")
                .body(Json.object("security_group_rules", rules)));
    }
}
