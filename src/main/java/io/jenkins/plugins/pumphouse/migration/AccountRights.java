package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.compute.AccountRoles;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an account is an administrator of its cloud, as migrations need it to be. A list that anybody may ask for
 * leaves out what others own without a word, and a write would be refused only in the middle of the night.
 */
public final class AccountRights {
    private AccountRights() {}

    /**
     * Checks that nothing of the source is hidden from its account.
     *
     * @throws CloudException.MissingRight naming policy, account, roles and project, when it is no administrator
     */
    static void checkSource(Cloud source) {
        missing(source).ifPresent(refused -> {
            throw refused;
        });
    }

    /** The plan in which nothing is written, with the reason, when the target's account is no administrator. */
    static Plan checked(Plan plan, Cloud target) {
        boolean writes =
                plan.changes().stream().anyMatch(change -> change.decision().writes());
        Optional<CloudException.MissingRight> missing = writes ? missing(target) : Optional.empty();
        return missing.isEmpty()
                ? withRoles(plan, target)
                : new Plan(plan.changes().stream()
                        .map(change -> change.decision().writes()
                                ? refused(
                                        change,
                                        "needs an account that is an administrator: "
                                                + missing.get().getMessage())
                                : change)
                        .toList());
    }

    /**
     * Servers and volumes belong to the project of the token that creates them. An account that cannot have a role in
     * that project for the moment would find out after the stop.
     */
    private static Plan withRoles(Plan plan, Cloud target) {
        boolean made = plan.changes().stream().anyMatch(AccountRights::needsRoles);
        Optional<String> missing = made && !isAdmin(target) ? AccountRoles.missing(target) : Optional.empty();
        return missing.isEmpty()
                ? plan
                : new Plan(plan.changes().stream()
                        .map(change -> needsRoles(change)
                                ? refused(
                                        change,
                                        "needs temporary roles in its project, which user "
                                                + target.caller().userName() + " cannot give itself: " + missing.get())
                                : change)
                        .toList());
    }

    private static boolean needsRoles(Change change) {
        return change.decision() == Decision.CREATE
                && Set.of(Kind.SERVER, VolumeType.KIND)
                        .contains(change.resource().kind());
    }

    private static boolean isAdmin(Cloud cloud) {
        return cloud.caller().roleNames().stream().anyMatch("admin"::equalsIgnoreCase);
    }

    private static Change refused(Change change, String why) {
        return new Change(
                change.resource(),
                Decision.CONFLICT,
                why,
                List.of(),
                change.existing(),
                change.needs(),
                change.requested(),
                change.detail(),
                List.of());
    }

    /** What the account of a cloud lacks to be an administrator, in a sentence; empty when it is one. */
    public static Optional<String> missingOn(Cloud cloud) {
        return missing(cloud).map(Throwable::getMessage);
    }

    /** A role's name says enough if it says admin; else Nova is asked for what only its administrators may see. */
    private static Optional<CloudException.MissingRight> missing(Cloud cloud) {
        boolean isAdmin = cloud.caller().roleNames().stream()
                .anyMatch(role -> role.toLowerCase(Locale.ROOT).contains("admin"));
        if (isAdmin || !cloud.has(Service.COMPUTE)) {
            return Optional.empty();
        }
        try {
            cloud.send(Request.get(Service.COMPUTE, "/servers")
                    .query("all_tenants", "1")
                    .query("limit", "1"));
            return Optional.empty();
        } catch (CloudException.MissingRight e) {
            return Optional.of(e);
        } catch (CloudException.Rejected | CloudException.NotFound | CloudException.ServiceFault e) {
            return Optional.empty(); // it says nothing of rights; the type that needs the service reports what is wrong
        }
    }
}
