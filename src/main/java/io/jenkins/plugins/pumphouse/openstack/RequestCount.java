package io.jenkins.plugins.pumphouse.openstack;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Live counters of the requests sent to one cloud, repetitions and authentications included; thread-safe. */
public final class RequestCount {

    private final Map<Kind, LongAdder> counters = new ConcurrentHashMap<>();
    private final LongAdder authentications = new LongAdder();

    RequestCount() {}

    /** What is counted together. */
    public record Kind(Service service, String method) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            return Comparator.comparing(Kind::service)
                    .thenComparing(Kind::method)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return service + " " + method;
        }
    }

    void sent(Service service, String method) {
        counters.computeIfAbsent(new Kind(service, method), kind -> new LongAdder())
                .increment();
    }

    void authenticated() {
        authentications.increment();
    }

    /** All requests so far. */
    public long count() {
        return authentications.sum()
                + counters.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** All requests so far to one service; authentications are Keystone's. */
    public long count(Service service) {
        return (service == Service.IDENTITY ? authentications.sum() : 0)
                + byKind().entrySet().stream()
                        .filter(e -> e.getKey().service() == service)
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    /** Requests that may have changed the cloud: all but GET, HEAD and authentications. */
    public long writes() {
        return byKind().entrySet().stream()
                .filter(e -> !e.getKey().method().equals("GET")
                        && !e.getKey().method().equals("HEAD"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How often a token was asked for. */
    public long authentications() {
        return authentications.sum();
    }

    /** A copy of the counters by service and method, without authentications, in a stable order. */
    public Map<Kind, Long> byKind() {
        Map<Kind, Long> copy = new TreeMap<>();
        counters.forEach((kind, counter) -> copy.put(kind, counter.sum()));
        return copy;
    }

    @Override
    public String toString() {
        return count() + " requests " + byKind();
    }
}
