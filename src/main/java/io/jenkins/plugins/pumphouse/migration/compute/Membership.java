package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The migration's own account in one project.
 *
 * @param cloud the target, with a token for that project
 * @param project its id
 * @param granted the roles that it has in it for this run alone; none where it was a member before
 */
public record Membership(Cloud cloud, String project, List<TemporaryRole> granted) {
    public Membership {
        granted = List.copyOf(granted);
    }

    /** With what was granted in an earlier membership of the same project too. */
    Membership after(Membership earlier) {
        Set<TemporaryRole> all = new LinkedHashSet<>(earlier.granted);
        all.addAll(granted);
        return new Membership(cloud, project, List.copyOf(all));
    }

    /** Removes what was granted; for a person, what could not be removed. */
    List<String> leave(Cloud administrator) {
        List<String> left = new ArrayList<>();
        for (TemporaryRole role : granted) {
            try {
                role.remove(administrator);
            } catch (CloudException e) {
                left.add(role.whyLeft(administrator, e));
            }
        }
        return left;
    }
}
