package io.jenkins.plugins.pumphouse.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.Cost;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.options.Options;
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

/**
 * Security groups with ten rules each: the whole step {@code pumpSecgroups} (log-in, plan, writes, verification) beside
 * the writes alone of the cheapest loop that reaches the same state, eight at a time in both: each group in one
 * request, its tags in one, all its rules in one.
 */
final class GroupBench {
    private static final int RULES = 10;
    private static final int ROUNDS = 3;

    private final int groups;
    private final double aim;
    private final Worlds worlds;
    private final PrintStream out;

    private GroupBench(int groups, double times, Worlds worlds, PrintStream out) {
        this.groups = groups;
        this.aim = 1 / times;
        this.worlds = worlds;
        this.out = out;
    }

    /** 50 groups and 500 rules, in at most 1.1 times the loop's time. */
    static GroupBench few(Worlds worlds, PrintStream out) {
        return new GroupBench(50, 1.1, worlds, out);
    }

    /** 200 groups and 2,000 rules, in at most 1.3 times the loop's time. */
    static GroupBench many(Worlds worlds, PrintStream out) {
        return new GroupBench(200, 1.3, worlds, out);
    }

    boolean holds() throws Exception {
        String tenant = "bench-groups-" + System.nanoTime();
        String project = Worlds.project(worlds.source, tenant);
        try {
            write(worlds.source, project);
            return new Contest(groups + " security groups, " + groups * RULES + " rules", aim, ROUNDS, out)
                    .holds(round -> cheapest(), round -> ours(tenant));
        } finally {
            Worlds.remove(worlds.source, project);
        }
    }

    private Contest.Turn cheapest() throws InterruptedException, ExecutionException {
        String project = Worlds.project(worlds.target, "bench-loop-" + System.nanoTime());
        try {
            long before = worlds.target.requests().count();
            double seconds = write(worlds.target, project);
            return new Contest.Turn(seconds, worlds.target.requests().count() - before);
        } finally {
            Worlds.remove(worlds.target, project);
        }
    }

    private Contest.Turn ours(String tenant) throws InterruptedException {
        Worlds.move(Verb.TENANTS, tenant); // so that the clock sees the groups alone
        Worlds.move(Verb.QUOTAS, tenant);
        try {
            long start = System.nanoTime();
            Cost cost = Worlds.move(Verb.SECGROUPS, tenant).cost();
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Contest.Turn(seconds, cost.sourceRequests() + cost.targetRequests());
        } finally {
            Worlds.remove(worlds.target, Worlds.named(worlds.target, tenant));
        }
    }

    /** Seconds for the writes alone. */
    private double write(Cloud cloud, String project) throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(Options.DEFAULT.parallelism());
        try {
            long start = System.nanoTime();
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < groups; i++) {
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
                .put("description", "group " + number);
        String id = Json.text(
                cloud.send(Request.post(Service.NETWORK, "/security-groups").body(Json.object("security_group", group)))
                        .json()
                        .path("security_group"),
                "id");
        String path = "/security-groups/" + id;
        cloud.send(
                Request.put(Service.NETWORK, path + "/tags").body(Json.object("tags", Json.array(List.of("bench")))));
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
