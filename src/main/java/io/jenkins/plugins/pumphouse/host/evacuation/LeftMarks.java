package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.function.Consumer;

/**
 * The marks of servers that have left a hypervisor for good: a run that was interrupted after a confirmation has left
 * them. As these servers are on others, only Nova's list of migrations leads to them.
 */
record LeftMarks(NovaMigrations nova, String host, Consumer<String> lines) {
    /** Removes them; what stays is told, and does not fail the run, which has emptied the hypervisor. */
    void remove() {
        try {
            for (String id : nova.history().confirmed(host)) {
                nova.server(id).filter(this::isMarkedInVain).ifPresent(this::unmark);
            }
        } catch (CloudException e) {
            lines.accept(host + "  whether an interrupted run has left marks cannot be read: " + e.getMessage());
        }
    }

    private boolean isMarkedInVain(ShownServer server) {
        return !server.isOn(host)
                && server.task() == null
                && !server.status().equals("VERIFY_RESIZE")
                && server.mark().filter(mark -> mark.host().equals(host)).isPresent();
    }

    private void unmark(ShownServer server) {
        try {
            nova.unmark(server.id());
        } catch (CloudException e) {
            lines.accept(server.name() + "  its metadata " + EvacuationMark.KEY + " could not be removed ("
                    + e.serviceMessage() + "): " + EvacuationMark.unset(server.id()));
        }
    }
}
