package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.util.List;

/** Which hosts go when. */
public interface HostOrder {
    /** A host that the step was given, before anything was done. */
    HostState fresh(String host);

    /**
     * What is to be decided before the rounds of a turn.
     *
     * @param states of all hosts; may be changed
     * @param journal to be written before anything that the changed states announce is done
     */
    void prepare(HostRequest request, List<HostState> states, HostJournal journal) throws Exception;

    /** Whether no host is on its way, and none will be. */
    boolean isOver(HostRequest request, List<HostState> states);
}
