package io.jenkins.plugins.pumphouse.migration.network.floating;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Objects;

/**
 * One floating address of one cloud, bound to a port and let go: each action reads its state first, as an address that
 * two clouds announce answers from either.
 */
public final class FloatingBinding {
    private static final String DESCRIPTION = "standard-attr-description";

    /** The field that every floating address has. */
    private static final String ADDRESS = "floating_ip_address";

    private final Cloud cloud;
    private final String id;

    /** @param id of the floating address */
    public FloatingBinding(Cloud cloud, String id) {
        this.cloud = cloud;
        this.id = id;
    }

    /**
     * The address as Neutron has it now.
     *
     * @throws CloudException also when the answer is of no address: one full of nulls would pass for an unbound one
     */
    public ObjectNode read() {
        return cloud.send(Request.get(Service.NETWORK, path())).identified("floatingip", ADDRESS);
    }

    /**
     * Binds the address; does nothing where it is bound so.
     *
     * @param fixed which of the port's addresses
     * @throws MigrationException when it is bound to something else, which is left alone
     */
    public void bind(String port, String fixed) {
        ObjectNode now = checkFree(port, fixed);
        if (isBound(now, port, fixed)) {
            return;
        }
        ObjectNode change = Json.object().put("port_id", port).put("fixed_ip_address", fixed);
        ownWords(now, change);
        ObjectNode bound = put(change);
        if (!isBound(bound, port, fixed)) {
            throw new MigrationException("Floating address " + shown(now) + " was bound to port " + port
                    + ", but Neutron shows it without. Run again.");
        }
    }

    /**
     * Looks whether the address can be bound so.
     *
     * @return the address as it is now
     * @throws MigrationException when it is bound to something else
     */
    public ObjectNode checkFree(String port, String fixed) {
        ObjectNode now = read();
        if (now.hasNonNull("port_id") && !isBound(now, port, fixed)) {
            throw new MigrationException("Floating address " + shown(now) + " is bound to port "
                    + Json.text(now, "port_id") + ", not to " + port + ": somebody has bound it meanwhile. Decide with"
                    + " its owner, then run again.");
        }
        return now;
    }

    /** @throws MigrationException when the address is bound to anything */
    public void checkUnbound() {
        ObjectNode now = read();
        if (now.hasNonNull("port_id")) {
            throw new MigrationException("Floating address " + shown(now) + " is bound to port "
                    + Json.text(now, "port_id") + ": somebody has bound it meanwhile. Decide with its owner.");
        }
    }

    /** What a former run has noted of a move is struck out with the binding. */
    private void ownWords(ObjectNode now, ObjectNode change) {
        String description = Json.text(now, "description");
        if (description != null && !FloatingNote.ownWords(description).equals(description)) {
            change.put("description", FloatingNote.ownWords(description));
        }
    }

    private static boolean isBound(ObjectNode address, String port, String fixed) {
        return port.equals(Json.text(address, "port_id")) && fixed.equals(Json.text(address, "fixed_ip_address"));
    }

    /**
     * Lets the address go from the port that has it, if it is that port.
     *
     * @param target what the address becomes on the target, as a note in its description; null for no note
     */
    public void release(String port, Mark target, String fixed) {
        ObjectNode now = read();
        if (!now.hasNonNull("port_id")) {
            return;
        }
        if (!port.equals(Json.text(now, "port_id"))) {
            throw new MigrationException("Floating address " + shown(now) + " is bound to port "
                    + Json.text(now, "port_id") + " and no longer to " + port + ": somebody has bound it meanwhile."
                    + " Decide with its owner, then run again.");
        }
        ObjectNode change = Json.object().putNull("port_id");
        if (target != null && keepsNotes()) {
            change.put("description", FloatingNote.in(Json.text(now, "description"), target, fixed));
        }
        ObjectNode free = put(change);
        if (free.hasNonNull("port_id")) {
            throw new MigrationException("Floating address " + shown(free) + " is still bound to port "
                    + Json.text(free, "port_id") + " after it was let go. Run again.");
        }
    }

    /** Whether the cloud keeps what {@link #release} notes; a Neutron before Mitaka has no descriptions. */
    public boolean keepsNotes() {
        return cloud.networkExtensions().contains(DESCRIPTION);
    }

    private ObjectNode put(ObjectNode change) {
        try {
            return cloud.send(Request.put(Service.NETWORK, path()).body(Json.object("floatingip", change)))
                    .identified("floatingip", ADDRESS);
        } catch (CloudException e) {
            if (!Doubt.mayBeDone(e)) {
                throw e;
            }
            ObjectNode now = read();
            boolean done = Objects.equals(Json.text(now, "port_id"), Json.text(change, "port_id"));
            if (!done) {
                throw e;
            }
            return now;
        }
    }

    Cloud cloud() {
        return cloud;
    }

    String shown(ObjectNode address) {
        return Json.text(address, FloatingIpType.ADDRESS) + " (" + id + ") on " + cloud.name();
    }

    private String path() {
        return "/floatingips/" + Request.segment(id);
    }
}
