package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Nova places no server on a host while it is emptied; one that somebody else has disabled stays as it is. */
final class HostClosure {
    /** By its beginning, a later run knows that an evacuation has disabled the host, and may enable it again. */
    private static final String REASON = "Pumphouse empties it: ";

    private final ComputeHost host;
    private final String name;
    private final Consumer<String> lines;
    private boolean disabled;
    private boolean byEvacuation;

    HostClosure(Cloud cloud, HostFacts facts, Consumer<String> lines) {
        this.name = facts.host();
        this.host = new ComputeHost(cloud, name);
        this.lines = lines;
        this.disabled = !facts.compute().enabled();
        String reason = facts.compute().reason();
        this.byEvacuation = disabled && reason != null && reason.startsWith(REASON);
    }

    /**
     * @param by who does it, for those who find it disabled
     * @throws CloudException when the cloud refuses it, or it is not known whether it did; then the host is enabled as
     *     before, or that it is not was told
     * @throws CancellationException when the thread is interrupted; the same holds
     */
    void close(String by) {
        boolean open = !disabled;
        try {
            if (host.disable(REASON + by)) {
                byEvacuation = true;
                lines.accept(name + "  disabled, so that no server comes to it");
            }
            disabled = true;
        } catch (CloudException e) {
            if (open && e.mayHaveBeenDone()) {
                takeBack();
            }
            throw e;
        } catch (CancellationException e) {
            Thread.interrupted(); // what follows is sent all the same
            if (open) {
                takeBack();
            }
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    /** Nobody knows whether it was disabled; {@link ComputeHost#enable} looks before it acts. */
    private void takeBack() {
        byEvacuation = true;
        reopen().ifPresent(why -> lines.accept("x " + why));
    }

    /** Enables it again, unless somebody else has disabled it. @return why that failed; empty when it did not */
    Optional<String> reopen() {
        if (!byEvacuation) {
            return Optional.empty();
        }
        try {
            if (host.enable()) {
                lines.accept(name + "  enabled again, as it was");
            }
            disabled = false;
            return Optional.empty();
        } catch (CloudException | CancellationException e) {
            return Optional.of(name + " is still disabled, as enabling it failed: " + e.getMessage()
                    + " Run openstack compute service set --enable " + name + " nova-compute");
        }
    }

    boolean isClosed() {
        return disabled;
    }
}
