package io.jenkins.plugins.pumphouse.bench;

/** All measurements in one run, so that their figures belong together. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        try (Worlds worlds = new Worlds()) {
            new GroupBench(worlds, System.out).run();
            new ImageBench(worlds, System.out).run();
            new HeapBench(worlds, System.out).run();
        }
    }
}
