package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The roles that let the migration's account act as an administrator in a project: the one called admin. Where it has
 * none of that name, nothing tells which of its roles the services ask for: then all that its token carries.
 */
public final class AccountRoles {
    private static final String ADMIN = "admin";

    private AccountRoles() {}

    /**
     * Their notes ({@link GrantLedger}) by their ids.
     *
     * @throws MigrationException when Keystone does not list one of them
     */
    static Map<String, String> of(Cloud cloud) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (ObjectNode role :
                cloud.list(Service.IDENTITY, cloud.identityV2() ? "/OS-KSADM/roles" : "/roles", "roles")) {
            ids.put(lower(Json.text(role, "name")), Json.text(role, "id"));
        }
        Map<String, String> notes = new LinkedHashMap<>();
        for (String name : names(cloud)) {
            String id = ids.get(name);
            if (id == null) {
                throw new MigrationException("Role " + name + " of user "
                        + cloud.caller().userName() + " cannot be read on " + cloud.name()
                        + ". Give the account the role admin.");
            }
            notes.put(id, name.equals(ADMIN) ? GrantNote.MEMBERSHIP : GrantNote.membership(id));
        }
        return notes;
    }

    private static Set<String> names(Cloud cloud) {
        Set<String> names = new TreeSet<>();
        cloud.caller().roleNames().forEach(name -> names.add(lower(name)));
        if (names.isEmpty()) {
            throw new MigrationException("User " + cloud.caller().userName() + " has no role on " + cloud.name()
                    + " that it could have in the projects where it creates servers and volumes. Give the account the"
                    + " role admin.");
        }
        return names.contains(ADMIN) ? Set.of(ADMIN) : names;
    }

    /** Keystone compares names without regard to case. */
    private static String lower(String name) {
        return String.valueOf(name).toLowerCase(Locale.ROOT);
    }

    /**
     * Why the account cannot have temporary roles in projects of {@code cloud}, as far as reading tells; empty when it
     * seems to be able to.
     */
    public static Optional<String> missing(Cloud cloud) {
        try {
            of(cloud);
            cloud.list(Service.IDENTITY, TemporaryRole.all(cloud, cloud.caller().projectId()), "roles");
            return Optional.empty();
        } catch (CloudException.NotShown | MigrationException e) {
            return Optional.of(e.getMessage());
        }
    }
}
