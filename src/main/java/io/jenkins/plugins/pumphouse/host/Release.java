package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.util.List;

/** All hosts go, in the order in which they were named, as many at a time as the request allows. */
public final class Release implements HostOrder {
    @Override
    public HostState fresh(String host) {
        return HostState.of(host);
    }

    @Override
    public void prepare(HostRequest request, List<HostState> states, HostJournal journal) {
        // the rounds take them as they come
    }

    @Override
    public boolean isOver(HostRequest request, List<HostState> states) {
        return HostRound.isOver(request, states);
    }
}
