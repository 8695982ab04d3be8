package io.jenkins.plugins.pumphouse.migration.identity;

import io.jenkins.plugins.pumphouse.console.ShellWord;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Optional;

/** A role that somebody has on the system, and with it power over the whole cloud: told, and never assigned. */
final class SystemRole {
    private SystemRole() {}

    /** Why it is not assigned, and the command that does it, with the names that all of it has on the target. */
    static String told(Resource assignment, CloudInventory source) {
        boolean isGroups = assignment.text("group_id") != null;
        Kind kind = isGroups ? GroupType.KIND : UserType.KIND;
        Optional<Resource> actor = source.find(kind, assignment.text(isGroups ? "group_id" : "user_id"));
        Optional<Resource> role = source.find(RoleType.KIND, assignment.text("role_id"));
        String why = "is a system role, which gives power over the whole cloud. Pumphouse assigns none on the target;"
                + " its owner decides";
        if (actor.isEmpty() || role.isEmpty()) {
            return why;
        }
        String domain = source.find(DomainType.KIND, String.valueOf(actor.get().text("domain_id")))
                .map(each -> " --" + kind + "-domain " + onTarget(each, source))
                .orElse("");
        return why + ": openstack role add --system all --" + kind + " " + onTarget(actor.get(), source) + domain + " "
                + onTarget(role.get(), source);
    }

    private static String onTarget(Resource resource, CloudInventory source) {
        return ShellWord.of(source.mapping().of(resource).orElse(resource.name()));
    }
}
