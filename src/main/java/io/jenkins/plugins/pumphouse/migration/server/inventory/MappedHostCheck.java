package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;
import java.util.Optional;

/**
 * Whether the copy of a server can boot on the hypervisor that the operator's mapping names: Nova would say it only
 * after the server was stopped.
 */
public record MappedHostCheck(MappedHost mapped) {
    /** The role to which Nova's default policies leave the choice ({@code requested_destination, forced_host}). */
    private static final String ADMIN = "admin";

    /**
     * Why the copy cannot boot on it, and what to do; empty when it can, when none is mapped, or nobody may know.
     *
     * @param zone of the target into which the copy has to come; empty for any
     */
    public Optional<String> refused(Optional<String> zone) {
        if (!mapped.server().json().has(NovaServer.HOST)
                && !mapped.source().mapping().keys(MappedHost.KIND).isEmpty()) {
            return Optional.of(
                    "is on a hypervisor that " + mapped.source().cloud().name() + " does not show to the account, so"
                            + " that no entry of mapping: hosts: can be found for it. Give the account the right"
                            + " os_compute_api:os-extended-server-attributes, or take the entries out");
        }
        return MappedHost.word(mapped.server(), mapped.source())
                .flatMap(word -> unusable(word, zone)
                        .or(this::ownersBoot)
                        .map(why -> "is to go to hypervisor " + word + " of "
                                + mapped.target().cloud().name() + " by mapping: hosts:, " + why));
    }

    private Optional<String> unusable(String word, Optional<String> zone) {
        Optional<String> host = mapped.found(word);
        if (host.isEmpty()) {
            return Optional.of("which has none of that name (" + String.join(", ", Hypervisors.hosts(mapped.target()))
                    + "). Correct the entry");
        }
        List<NovaCompute> all = NovaCompute.all(mapped.target()).orElse(List.of());
        return all.stream()
                .filter(one -> host.get().equals(one.host()))
                .findFirst()
                .flatMap(service -> unusable(service, all, zone));
    }

    private static Optional<String> unusable(NovaCompute service, List<NovaCompute> all, Optional<String> zone) {
        if (!service.up()) {
            return Optional.of("whose nova-compute does not answer. Start it, or name another: "
                    + NovaCompute.serving(all, one -> true));
        }
        if (!service.enabled()) {
            return Optional.of("which is disabled" + (service.reason().isEmpty() ? "" : " (" + service.reason() + ")")
                    + ". Enable it, or name another: " + NovaCompute.serving(all, one -> true));
        }
        return zone.filter(wanted -> !wanted.equals(service.zone()))
                .map(wanted -> "which is in availability zone " + service.zone()
                        + ", and mapping: availability_zones: names " + wanted
                        + " for the server. Name another zone, or another hypervisor: "
                        + NovaCompute.serving(all, one -> wanted.equals(one.zone())));
    }

    /** Whether the copy is to be booted as a user who may not choose, which Nova says only after the stop (403). */
    private Optional<String> ownersBoot() {
        ServerOwner owner = new ServerOwner(mapped.server(), mapped.source(), mapped.target(), mapped.translation());
        Optional<Resource> user = owner.onTarget();
        if (!owner.isKept() || user.isEmpty() || owner.refused().isPresent()) {
            return Optional.empty();
        }
        boolean admin = mapped.translation()
                .known(Kind.PROJECT, mapped.server().text("tenant_id"))
                .flatMap(owner::cloud)
                .filter(cloud -> cloud.caller().roleNames().stream().anyMatch(ADMIN::equalsIgnoreCase))
                .isPresent();
        return admin
                ? Optional.empty()
                : Optional.of("and Nova lets only an administrator choose one, while the copy is to be booted as "
                        + user.get().label() + " (owners:). Give the user the role admin in the project until it has"
                        + " moved, or take the entry out of hosts:, or the login out of owners:");
    }

    /**
     * Looks again, as a hypervisor may have gone or filled up after the plan.
     *
     * @throws MigrationException when the copy cannot boot on it now
     */
    public static void check(ChangeContext context) {
        CloudInventory targets = context.targets().anew();
        MappedHostCheck now = new MappedHostCheck(
                new MappedHost(context.resource(), context.inventory(), targets, context.translation()));
        now.refused(Optional.ofNullable(Json.text(context.wanted(), "availability_zone")))
                .or(() ->
                        MappedHostRoom.missing(context.resource(), context.inventory(), targets, context.translation()))
                .ifPresent(why -> {
                    throw new MigrationException(
                            "Server " + context.resource().name() + " " + why + ". The server was not stopped.");
                });
    }
}
