package io.jenkins.plugins.pumphouse.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** All measurements in one run, so that their figures belong together; ends with an error when an aim is missed. */
public final class Bench {
    private Bench() {}

    /**
     * @param args names of measurements ({@code groups}, {@code many-groups}, {@code images}, {@code heap},
     *     {@code planning}); without any, all of them
     */
    public static void main(String[] args) throws Exception {
        List<String> chosen =
                args.length == 0 ? List.of("groups", "many-groups", "images", "heap", "planning") : List.of(args);
        PrintStream out = System.out;
        List<String> missed = new ArrayList<>();
        try (Worlds worlds = new Worlds()) {
            for (String name : chosen) {
                boolean holds = switch (name) {
                    case "groups" -> GroupBench.few(worlds, out).holds();
                    case "many-groups" -> GroupBench.many(worlds, out).holds();
                    case "images" -> new ImageBench(worlds, out).holds();
                    case "heap" -> new HeapBench(worlds, out).holds();
                    case "planning" -> new PlanningBench(out).holds();
                    default -> throw new IllegalArgumentException("No measurement is called " + name);
                };
                if (!holds) {
                    missed.add(name);
                }
            }
        }
        out.println(missed.isEmpty() ? "bench: every aim is reached" : "bench: MISSED by " + String.join(", ", missed));
        System.exit(missed.isEmpty() ? 0 : 1);
    }
}
