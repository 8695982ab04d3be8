package io.jenkins.plugins.pumphouse.openstack;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests went to a cloud, repeated ones included; logging in is not among them. */
public final class RequestCount {
    private record Sort(Service service, String method) {}

    private final Map<Sort, LongAdder> counts = new ConcurrentHashMap<>();

    void count(Service service, String method) {
        counts.computeIfAbsent(new Sort(service, method), sort -> new LongAdder()).increment();
    }

    public long count() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    public long count(Service service) {
        return byMethod(service).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those that may change something: all but GET and HEAD. */
    public long writes() {
        return counts.entrySet().stream()
                .filter(entry -> !entry.getKey().method().equals("GET") && !entry.getKey().method().equals("HEAD"))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** Of one service, by method. */
    public Map<String, Long> byMethod(Service service) {
        Map<String, Long> methods = new TreeMap<>();
        counts.forEach((sort, count) -> {
            if (sort.service() == service) {
                methods.put(sort.method(), count.sum());
            }
        });
        return methods;
    }

    @Override
    public String toString() {
        Map<Service, Map<String, Long>> all = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            Map<String, Long> methods = byMethod(service);
            if (!methods.isEmpty()) {
                all.put(service, methods);
            }
        }
        return all.toString();
    }
}
