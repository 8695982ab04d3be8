package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Waits for many objects with one list call: an object in flight is a future, not a thread. */
public interface Watch {
    /**
     * Completes when {@code look} says so.
     *
     * @param what names the object in messages
     * @param polling how to list the object's kind: all that wait with an equal polling share its requests
     * @param id the object's {@code id} in that list
     * @param look is shown the object of every list that was begun after this call, null while the list does not have
     *     it: completes by {@link PollResult#done}, goes on by {@link PollResult#wait(String)}, fails by throwing
     * @param timeout after which the future fails with the last state seen, whatever becomes of the lists
     */
    CompletableFuture<ObjectNode> until(
            String what, Polling polling, String id, Function<ObjectNode, PollResult> look, Duration timeout);

    /** Completes after a pause; cancelled when the run ends before. */
    CompletableFuture<Void> pause(Duration pause);

    /**
     * A list that is polled.
     *
     * @param cloud where
     * @param request the list
     * @param key under which the answer holds the objects
     */
    record Polling(Cloud cloud, Request request, String key) {}

    /**
     * What a look at an object found.
     *
     * @param reached whether the wait is over
     * @param state in a word, for the message of a timeout
     */
    record PollResult(boolean reached, String state) {
        public static PollResult done() {
            return new PollResult(true, "done");
        }

        public static PollResult wait(String state) {
            return new PollResult(false, state);
        }
    }
}
