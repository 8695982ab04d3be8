package io.jenkins.plugins.pumphouse.steps.host;

import io.jenkins.plugins.pumphouse.host.HostLoop;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The block of {@code pumpHostBy}, run once for each host that asks for it, one after the other: Jenkins grows all
 * blocks that a step starts later on one line of the build.
 */
final class HostBlocks implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * How blocks ended, until the journal has it: nothing, or why it failed. Stored together with the end of the block
     * itself, so that after a restart a block is never run again that Jenkins knows to have ended.
     */
    private final ConcurrentHashMap<String, String> ends = new ConcurrentHashMap<>();

    /** The host whose block runs. */
    private volatile String running;

    /** A block that was started and has not said so; after a restart there is none. */
    private transient volatile boolean starting;

    /** Starts the block for the first host that waits for it, if none runs. */
    void startNext(HostsExecution step, HostRequest request, List<HostState> states)
            throws IOException, InterruptedException {
        if (running != null || starting) {
            return;
        }
        Optional<HostState> next = states.stream()
                .filter(state -> state.outside() != null && !ends.containsKey(state.host()))
                .findFirst();
        if (next.isPresent()) {
            starting = true;
            String host = next.get().host();
            HostBlock.start(
                    step.getContext(),
                    new HostBlock(step, this, host),
                    step.movesWithin(),
                    request.plan(host),
                    next.get());
        }
    }

    void started(String host) {
        running = host;
        starting = false;
    }

    /** @param why empty if it ended well */
    void ended(String host, String why) {
        ends.put(host, why);
        running = null;
        starting = false; // one that could not be started ends without having begun
    }

    /** Hands the ends over to the hosts' states. */
    void hand(HostLoop hosts) {
        ends.keySet().forEach(host -> {
            hosts.change(host, state -> hand(hosts, state));
            ends.remove(host);
        });
    }

    /** Hands over to one host how its block has ended, if it has. */
    void hand(HostLoop hosts, HostState state) {
        String why = ends.get(state.host());
        if (why == null || state.outside() == null) {
            return; // it runs, or it was handed over before a restart
        }
        if (why.isEmpty()) {
            state.outsideDone(NoteKeys.REWIRED);
        } else {
            hosts.tell(state.host() + "  " + why);
            hosts.fail(state, why);
        }
    }
}
