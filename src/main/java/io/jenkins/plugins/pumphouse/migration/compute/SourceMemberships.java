package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.ProjectAccess;
import io.jenkins.plugins.pumphouse.openstack.Cloud;

/** The same as {@link Memberships} in projects of the source, for what goes back to it. */
public final class SourceMemberships implements AutoCloseable {
    private final Memberships memberships;

    private SourceMemberships(ChangeContext context) {
        memberships = new Memberships(context.source(), OtherMovers.ofSource(context));
    }

    /** Joins no project before it is asked to. */
    public static ProjectAccess access(ChangeContext context) {
        return new ProjectAccess() {
            @Override
            public Cloud in(String project) {
                return of(context).in(project).cloud();
            }

            @Override
            public Cloud again(String project) {
                return of(context).again(project).cloud();
            }
        };
    }

    private static Memberships of(ChangeContext context) {
        return context.shared(SourceMemberships.class, SourceMemberships::new).memberships;
    }

    @Override
    public void close() {
        memberships.close();
    }
}
