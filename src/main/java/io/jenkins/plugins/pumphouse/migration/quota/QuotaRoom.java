package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.compute.GroupRoom;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the quotas of the target leave for each project, less what the plan has set aside already: a plan that would
 * fail an hour into the night is red before it begins.
 *
 * <p>Compute API "Show the detail of quota" and Networking API "quota_details" tell limits with usage. What a service
 * does not tell is not counted: the service itself still refuses.
 */
public final class QuotaRoom implements Allowance {
    private static final long UNLIMITED = -1;

    /**
     * A quota of a project before the plan takes any of it.
     *
     * @param limit -1 for none
     * @param used reserved ones included
     */
    public record Level(long limit, long used) {
        public boolean isUnlimited() {
            return limit == UNLIMITED;
        }

        /** What is left; less than nothing where the limit was lowered since. */
        public long free() {
            return limit - used;
        }
    }

    /** What one project has, and why the quotas of a service cannot be told, by its word. */
    private record Reading(Map<String, Account> accounts, Map<String, String> unread) {}

    /** Limit, and how much of it is taken. */
    private static final class Account {
        final long limit;
        final long used;
        long taken;

        Account(long limit, long used) {
            this.limit = limit;
            this.used = used;
            this.taken = used;
        }

        boolean has(long amount) {
            return limit == UNLIMITED || taken + amount <= limit;
        }
    }

    private final CloudInventory target;
    private final Map<String, Reading> byProject = new HashMap<>();

    public QuotaRoom(CloudInventory target) {
        this.target = target;
    }

    @Override
    public Optional<String> take(String project, String name, Map<String, Long> amounts) {
        Map<String, Account> accounts = byProject.computeIfAbsent(project, this::read).accounts;
        List<String> missing = new ArrayList<>();
        new TreeMap<>(amounts).forEach((quota, amount) -> {
            Account account = account(accounts, quota);
            if (account != null && !account.has(amount)) {
                missing.add(quota + " " + amount + " more, where " + account.taken + " of " + account.limit
                        + " are taken or planned");
            }
        });
        if (!missing.isEmpty()) {
            return Optional.of(
                    "the quotas of project " + name + " on " + target.cloud().name() + " do not allow it: "
                            + String.join("; ", missing) + ". Raise them: pumpQuotas tenant: '" + name
                            + "' brings those of the source, "
                            + "openstack quota set changes them");
        }
        amounts.forEach((quota, amount) ->
                Optional.ofNullable(accounts.get(quota)).ifPresent(account -> account.taken += amount));
        return Optional.empty();
    }

    @Override
    public void release() {
        byProject
                .values()
                .forEach(reading -> reading.accounts.values().forEach(account -> account.taken = account.used));
    }

    /**
     * How much of a quota there is; empty where the service does not tell, or has no such quota.
     *
     * @param project as {@link #take} has it
     */
    public Optional<Level> level(String project, String quota) {
        Map<String, Account> accounts = byProject.computeIfAbsent(project, this::read).accounts;
        return Optional.ofNullable(account(accounts, quota)).map(account -> new Level(account.limit, account.used));
    }

    /** Why nothing is known of the quotas of a service, {@code "network"}; empty where it tells them. */
    public Optional<String> unread(String project, String service) {
        return Optional.ofNullable(
                byProject.computeIfAbsent(project, this::read).unread.get(service));
    }

    /** The members of each server group have an account of their own, with the limit that holds for all groups. */
    private Account account(Map<String, Account> accounts, String quota) {
        Account all = accounts.get(GroupRoom.MEMBERS);
        return all != null && quota.startsWith(GroupRoom.MEMBERS)
                ? accounts.computeIfAbsent(quota, of -> new Account(all.limit, GroupRoom.members(of, target)))
                : accounts.get(quota);
    }

    private Reading read(String project) {
        boolean pending = Translation.isPending(project);
        String owner = pending ? target.cloud().caller().projectId() : project;
        Map<String, Account> accounts = new HashMap<>();
        Map<String, String> unread = new HashMap<>();
        for (QuotaKeeper keeper : QuotaKeeper.ALL) {
            if (!keeper.tellsUsage()) {
                continue;
            }
            if (!target.cloud().has(keeper.service())) {
                unread.put(keeper.word(), target.cloud().name() + " has no " + keeper.word() + " service");
                continue;
            }
            try {
                for (var quota : (pending ? keeper.presets(target.cloud(), owner) : keeper.usage(target.cloud(), owner))
                        .properties()) {
                    account(quota.getValue(), pending)
                            .ifPresent(account -> accounts.put(keeper.word() + " " + quota.getKey(), account));
                }
            } catch (CloudException e) {
                ReadRefusal.passOnOfTheCloud(e);
                unread.put(keeper.word(), e.getMessage()); // costs that service's quotas, not those of the others
            }
        }
        return new Reading(accounts, unread);
    }

    private static Optional<Account> account(JsonNode quota, boolean preset) {
        if (preset) {
            return quota.isIntegralNumber() ? Optional.of(new Account(quota.asLong(), 0)) : Optional.empty();
        }
        if (!quota.path("limit").isIntegralNumber()) {
            return Optional.empty();
        }
        long used = quota.path("in_use").asLong()
                + quota.path("used").asLong()
                + quota.path("reserved").asLong();
        return Optional.of(new Account(quota.path("limit").asLong(), used));
    }
}
