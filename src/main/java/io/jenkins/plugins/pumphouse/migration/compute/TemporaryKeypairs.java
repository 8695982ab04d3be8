package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Users' public keys in the migration's own account, for the moment of a boot. Nova looks for a key among those of the
 * user who asks for the server, and copies it into the server's record at once (Compute API, "Create server",
 * {@code key_name}).
 */
public final class TemporaryKeypairs implements AutoCloseable {
    /**
     * One a key of an account, for all runs of this JVM: two keys of one name take turns, and nobody removes what is in
     * use.
     */
    private static final Map<String, Object> TURNS = new ConcurrentHashMap<>();

    private static final int TRIES = 5;

    private final Cloud cloud;
    /** Keys that could not be removed at once, with the ledger that notes them. */
    private final Map<String, GrantLedger> unremoved = new ConcurrentHashMap<>();

    public TemporaryKeypairs(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Boots while the account has the key. A key that cannot be removed is no failure of the boot. */
    public <T> T with(Resource key, String project, Supplier<T> boot) {
        synchronized (turn(cloud, key.name())) {
            for (int tries = 1; ; tries++) {
                try {
                    return once(key, project, boot);
                } catch (CloudException.Rejected e) {
                    // "Invalid key_name provided.": a run elsewhere, with the same account, has taken the key back
                    // meanwhile
                    if (tries == TRIES || !e.serviceMessage().contains("key_name")) {
                        throw e;
                    }
                }
            }
        }
    }

    private <T> T once(Resource key, String project, Supplier<T> boot) {
        AccountKeypairs own = new AccountKeypairs(cloud);
        if (own.has(key)) {
            return boot.get();
        }
        GrantLedger ledger = new GrantLedger(cloud, project);
        ledger.note(GrantNote.key(key.name()));
        try {
            own.add(key);
            return boot.get();
        } finally {
            Stages.uninterrupted(() -> removeOrPostpone(key.name(), ledger));
        }
    }

    private static Object turn(Cloud cloud, String name) {
        return TURNS.computeIfAbsent(
                cloud.access().authUrl() + ' ' + cloud.caller().userId() + ' ' + name, key -> new Object());
    }

    private void removeOrPostpone(String name, GrantLedger ledger) {
        try {
            AccountKeypairs.remove(cloud, name, ledger);
        } catch (RuntimeException e) {
            unremoved.put(name, ledger);
        }
    }

    /** Removes the temporary keys that an interrupted run has left for a project. */
    static void removeNoted(Cloud cloud, GrantLedger ledger) {
        for (String name : ledger.keys()) {
            synchronized (turn(cloud, name)) {
                AccountKeypairs.remove(cloud, name, ledger);
            }
        }
    }

    /**
     * Each key was removed when its server was booted; tries once more for those that were not.
     *
     * @throws MigrationException naming what stays, and how to take it back
     */
    @Override
    public void close() {
        List<String> left = new ArrayList<>();
        unremoved.forEach((name, ledger) -> {
            try {
                AccountKeypairs.remove(cloud, name, ledger);
            } catch (CloudException e) {
                left.add("user " + cloud.caller().userName() + " still has the keypair " + name + " on " + cloud.name()
                        + " that Pumphouse added for this run (" + e.getMessage()
                        + "). The next run removes it, or run:"
                        + " openstack keypair delete " + name);
            }
        });
        if (!left.isEmpty()) {
            throw new MigrationException(String.join("; ", left));
        }
    }
}
