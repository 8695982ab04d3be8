package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A stage that nothing disturbs: which requests it sends, and how it leaves the clouds. */
final class Recording {
    final Stage stage;
    final List<String> undisturbed;

    private final Map<String, Sent> sent = new ConcurrentSkipListMap<>();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger firstToServer = new AtomicInteger();

    /** Requests of one sort, and how many there were. */
    record Sent(RequestPattern pattern, AtomicInteger times) {}

    Recording(Stage stage) {
        this.stage = stage;
        try (CloudPair pair = stage.clouds()) {
            pair.source.faults().gatekeeper(recorder(true));
            pair.target.faults().gatekeeper(recorder(false));
            CloudPair.Ran ran = pair.run(stage);
            if (ran.failed()) {
                throw new IllegalStateException("It fails without a fault: " + Judgement.failures(ran), ran.thrown());
            }
            undisturbed = CloudContent.of(pair);
        }
    }

    private Faults.Gatekeeper recorder(boolean ofSource) {
        return new Faults.Gatekeeper() {
            @Override
            public boolean admits(Faults.Asked asked) {
                RequestPattern pattern = RequestPattern.of(ofSource, asked);
                sent.computeIfAbsent(pattern.toString(), unused -> new Sent(pattern, new AtomicInteger()))
                        .times()
                        .incrementAndGet();
                if (WriteGate.isWrite(asked)) {
                    int write = writes.incrementAndGet();
                    if (ofSource && pattern.isOfServer()) {
                        firstToServer.compareAndSet(0, write);
                    }
                }
                return true;
            }
        };
    }

    Collection<Sent> sent() {
        return sent.values();
    }

    int writes() {
        return writes.get();
    }

    /** The number of the first write to a server on the source. */
    int firstToServer() {
        return firstToServer.get();
    }
}
