package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.ProjectAccess;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The temporary roles of the migration's own account in the projects where it boots servers and makes volumes: granted
 * once for each project, and removed when the run ends. One that it had before stays.
 */
public final class Memberships implements AutoCloseable {
    /** The role that lets it act as an administrator in the project; else any role of its own does. */
    private static final String PREFERRED = "admin";

    private final Cloud cloud;
    private final Map<String, Membership> byProject = new HashMap<>();
    private final List<Membership> inDoubt = new ArrayList<>();

    public Memberships(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The run's memberships, for what makes volumes. */
    public static ProjectAccess access(ChangeContext context) {
        Memberships memberships = context.shared(Memberships.class, w -> new Memberships(w.target()));
        return new ProjectAccess() {
            @Override
            public Cloud in(String project) {
                return memberships.in(project).cloud();
            }

            @Override
            public Cloud again(String project) {
                return memberships.again(project).cloud();
            }
        };
    }

    /** The account in a project of the target. */
    public synchronized Membership in(String project) {
        return byProject.computeIfAbsent(project, this::join);
    }

    /** Joins a project in which the account turns out to be a member no more. */
    public synchronized Membership again(String project) {
        Membership membership = enter(project);
        // This run removes what it has granted, also if somebody has granted it again meanwhile.
        return byProject.merge(project, membership, (before, now) -> before.granted() == null ? now : before);
    }

    private Membership join(String project) {
        if (project.equals(cloud.caller().projectId())) {
            return new Membership(cloud, project, null);
        }
        TemporaryKeypairs.giveBack(cloud, new GrantLedger(cloud, project)); // what an interrupted run has left
        return enter(project);
    }

    private Membership enter(String project) {
        String role = cloud.caller().roleNames().contains(PREFERRED)
                ? PREFERRED
                : cloud.caller().roleNames().iterator().next();
        String grant = Membership.path(cloud, project, roleId(role));
        GrantLedger borrowed = new GrantLedger(cloud, project);
        if (!borrowed.has(GrantLedger.MEMBERSHIP)) {
            if (isMember(project, roleId(role))) {
                return new Membership(cloud.as(project), project, null);
            }
            borrowed.note(GrantLedger.MEMBERSHIP);
        }
        Membership membership = new Membership(cloud.as(project), project, grant);
        try {
            cloud.send(Request.put(Service.IDENTITY, grant));
        } catch (RuntimeException e) {
            inDoubt.add(membership); // it may have been granted all the same
            throw e;
        }
        return membership;
    }

    /**
     * Takes over the temporary access that an interrupted run has left to the project, so that it is removed when this
     * run ends.
     */
    public void takeOver(String project) {
        GrantLedger borrowed = new GrantLedger(cloud, project);
        if (borrowed.has(GrantLedger.MEMBERSHIP) || !borrowed.keys().isEmpty()) {
            in(project);
        }
    }

    private String roleId(String name) {
        String path = cloud.identityV2() ? "/OS-KSADM/roles" : "/roles";
        for (ObjectNode role : cloud.list(Service.IDENTITY, path, "roles")) {
            if (name.equals(Json.text(role, "name"))) {
                return Json.text(role, "id");
            }
        }
        throw new MigrationException(
                "Role " + name + " of user " + cloud.caller().userName() + " cannot be read on " + cloud.name()
                        + ". Give the account the role admin.");
    }

    private boolean isMember(String project, String role) {
        String user = Request.segment(cloud.caller().userId());
        String path = cloud.identityV2()
                ? "/tenants/" + Request.segment(project) + "/users/" + user + "/roles"
                : "/projects/" + Request.segment(project) + "/users/" + user + "/roles";
        return cloud.list(Service.IDENTITY, path, "roles").stream().anyMatch(r -> role.equals(Json.text(r, "id")));
    }

    /** @throws MigrationException naming what stays, and how to take it back */
    @Override
    public synchronized void close() {
        List<String> owed = new ArrayList<>();
        inDoubt.addAll(byProject.values());
        for (Membership membership : inDoubt) {
            try {
                membership.leave(cloud);
            } catch (CloudException e) {
                owed.add(membership.owed(cloud, e));
            }
        }
        if (!owed.isEmpty()) {
            throw new MigrationException(String.join("; ", owed));
        }
    }
}
