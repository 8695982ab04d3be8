package io.jenkins.plugins.pumphouse.migration.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

/** Copies of one volume of several servers, and the removal of what former copies of it have left. */
public class SharedVolumesTest {
    private final SharedVolumes volumes = new SharedVolumes();
    private final List<String> begun = new ArrayList<>();
    private final CompletableFuture<ObjectNode> copy = new CompletableFuture<>();
    private final CompletableFuture<Boolean> removal = new CompletableFuture<>();

    @Test
    public void nothingOfAVolumeIsRemovedWhileItIsCopied() {
        copied("data");

        assertThat(removed("data")).isCompletedWithValue(false);
        assertThat(begun).containsExactly("copy of data");
    }

    @Test
    public void whatFormerCopiesHaveLeftIsRemovedWhenThatIsOver() {
        copied("data");
        copy.complete(Json.object());

        removed("data");

        assertThat(begun).containsExactly("copy of data", "removal of data");
    }

    @Test
    public void aCopyWaitsForTheRemovalOfWhatFormerOnesHaveLeftAlsoIfThatFails() {
        removed("data");
        CompletableFuture<ObjectNode> made = copied("data");
        assertThat(begun).containsExactly("removal of data");

        removal.completeExceptionally(new IllegalStateException());
        assertThat(begun).containsExactly("removal of data", "copy of data");

        ObjectNode volume = Json.object();
        copy.complete(volume);
        assertThat(made).isCompletedWithValue(volume);
    }

    @Test
    public void ofTwoVolumesNoneWaitsForTheOther() {
        removed("data");

        copied("logs");

        assertThat(begun).containsExactly("removal of data", "copy of logs");
    }

    private CompletableFuture<ObjectNode> copied(String volume) {
        return volumes.once(volume, () -> {
            begun.add("copy of " + volume);
            return copy;
        });
    }

    private CompletableFuture<Boolean> removed(String volume) {
        return volumes.unlessCopied(volume, () -> {
            begun.add("removal of " + volume);
            return removal;
        });
    }
}
