package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.ProjectAccess;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The temporary roles of the migration's own account in the projects where it boots servers and makes volumes. They are
 * granted once for each project and removed when the run ends; if another controller uses them too, the last of the two
 * removes them. One that it had before stays. Which roles: {@link AccountRoles}.
 */
public final class Memberships implements AutoCloseable {
    private final Cloud cloud;
    private final Map<String, Membership> byProject = new HashMap<>();
    private final List<Membership> inDoubt = new ArrayList<>();
    private final OtherMovers others;
    private Map<String, String> roles;

    Memberships(Cloud cloud, OtherMovers others) {
        this.cloud = cloud;
        this.others = others;
    }

    /** Those of the run in the target's projects. */
    public static Memberships of(ChangeContext context) {
        return context.shared(Memberships.class, w -> new Memberships(w.target(), OtherMovers.ofTarget(w)));
    }

    /** The run's memberships, for what makes volumes. */
    public static ProjectAccess access(ChangeContext context) {
        Memberships memberships = Memberships.of(context);
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
        return byProject.merge(project, membership, (before, now) -> now.after(before));
    }

    private Membership join(String project) {
        if (project.equals(cloud.caller().projectId())) {
            return new Membership(cloud, project, List.of());
        }
        TemporaryKeypairs.removeNoted(cloud, new GrantLedger(cloud, project)); // what an interrupted run has left
        return enter(project);
    }

    private Membership enter(String project) {
        GrantLedger ledger = new GrantLedger(cloud, project);
        List<String> notes = ledger.notes();
        // of an interrupted run, or of this one; also where the account needs another role by now
        Set<TemporaryRole> temporary = new LinkedHashSet<>(GrantNote.roles(notes, project));
        try {
            List<TemporaryRole> needed = new ArrayList<>();
            roles().forEach((id, note) -> needed.add(new TemporaryRole(project, id, note)));
            List<String> own = needed.stream().allMatch(role -> notes.contains(role.note())) ? List.of() : own(project);
            for (TemporaryRole role : needed) {
                boolean isNoted = notes.contains(role.note());
                if (!isNoted && own.contains(role.role())) {
                    continue;
                }
                temporary.add(role);
                if (!isNoted) {
                    ledger.note(role.note());
                }
                role.grant(cloud);
            }
        } catch (RuntimeException e) {
            // it may have been granted all the same
            inDoubt.add(new Membership(cloud, project, List.copyOf(temporary)));
            throw e;
        }
        return new Membership(cloud.as(project), project, List.copyOf(temporary));
    }

    /**
     * Takes over the temporary access that an interrupted run has left to the project, so that it is removed when this
     * run ends.
     */
    public void takeOver(String project) {
        GrantLedger ledger = new GrantLedger(cloud, project);
        if (ledger.hasMembership() || !ledger.keys().isEmpty()) {
            in(project);
        }
    }

    /** Which other controller has temporary access to the project now, for a person; empty when none has. */
    public Optional<String> sharedWith(String project) {
        return others.of(project).map(MoverNote::name);
    }

    private Map<String, String> roles() {
        if (roles == null) {
            roles = AccountRoles.of(cloud);
        }
        return roles;
    }

    /** The ids of the roles that the account has in a project and that nobody is to take from it. */
    private List<String> own(String project) {
        return cloud.list(Service.IDENTITY, TemporaryRole.all(cloud, project), "roles").stream()
                .map(role -> Json.text(role, "id"))
                .toList();
    }

    /** @throws MigrationException naming what stays, and how to take it back */
    @Override
    public synchronized void close() {
        List<String> left = new ArrayList<>();
        inDoubt.addAll(byProject.values());
        for (Membership membership : inDoubt) {
            if (membership.granted().isEmpty() || !others.use(membership)) {
                left.addAll(membership.leave(cloud));
            }
        }
        if (!left.isEmpty()) {
            throw new MigrationException(String.join("; ", left));
        }
    }
}
