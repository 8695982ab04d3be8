package io.jenkins.plugins.pumphouse.migration.type;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What came of creating or updating an object.
 *
 * @param target its id on the target
 * @param notes what a person wants to know, in order: {@code "IP kept"}, {@code "13.3 MB at 41 MB/s"}
 * @param facts the same for programs; plain values (numbers, texts), which end in the result of the step
 */
public record ChangeResult(String target, List<String> notes, Map<String, Serializable> facts) {
    public ChangeResult {
        notes = List.copyOf(notes);
        facts = Map.copyOf(facts);
    }

    public static CompletionStage<ChangeResult> now(String target, String... notes) {
        return CompletableFuture.completedFuture(new ChangeResult(target, List.of(notes), Map.of()));
    }
}
