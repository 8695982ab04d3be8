package io.jenkins.plugins.pumphouse.migration.server.card;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaNetworkFields;
import java.util.Optional;

/**
 * A floating address of a server of the source: bound to one of its ports, or let go by a run that has moved the server
 * or was interrupted.
 *
 * @param ip of the source
 * @param port of the source that it is, or was, bound to
 * @param fixed the address of the port that it leads to
 * @param copy id of the address on the target, as a run has noted it; null before
 */
public record FloatingAddress(Resource ip, String port, String fixed, String copy) {
    /** Begins the metadata key of the source's server that notes one: with the address, in every release's alphabet. */
    public static final String KEY = "pumphouse_floating_";

    /** Ends the key of what is said of a port forwarding beside its note: its description. */
    public static final String TEXT = "_text";

    public String address() {
        return ip.name();
    }

    public String key() {
        return KEY + address();
    }

    /** The value of the note; stands before the act that it describes. */
    public String note(String onTarget) {
        return String.join(" ", ip.id(), port, fixed, onTarget);
    }

    /** The command that binds it on the source again; that of Nova where it has nova-network. */
    public String binding(Resource server) {
        return ip.json().has(NovaNetworkFields.POOL)
                ? "openstack server add floating ip --fixed-ip-address " + fixed + ' ' + server.id() + ' ' + address()
                : "openstack floating ip set --port " + port + " --fixed-ip-address " + fixed + ' ' + ip.id();
    }

    /** Whether it is the source's server that has it now. */
    public boolean isBound() {
        return port.equals(ip.text("port_id"));
    }

    /** The parts of a note: id, port, fixed address, id on the target; empty when it is none. */
    static Optional<String[]> parts(String note) {
        String[] parts = note == null ? new String[0] : note.split(" ");
        return parts.length == 4 ? Optional.of(parts) : Optional.empty();
    }

    @Override
    public String toString() {
        return address() + " to " + fixed;
    }
}
