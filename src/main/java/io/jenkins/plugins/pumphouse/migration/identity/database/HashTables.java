package io.jenkins.plugins.pumphouse.migration.identity.database;

import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.HashStore;
import io.jenkins.plugins.pumphouse.migration.options.PasswordHash;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a Keystone keeps passwords. Its tables have changed: until Liberty a column of the user, from Mitaka on a table
 * of their own, whose columns depend on the release.
 */
abstract class HashTables implements HashStore {
    /** Rows that the driver fetches at a time. */
    static final int FETCH = 1000;

    /** What Keystones before Pike can check: SHA-512 of passlib. */
    private static final String SHA_512 = "6";

    final DatabaseAccess access;
    final Connection connection;
    private final RightsTrial rights;
    private final Transactions transactions;

    HashTables(DatabaseAccess access, Connection connection, RightsTrial rights) {
        this.access = access;
        this.connection = connection;
        this.rights = rights;
        this.transactions = new Transactions(access, connection);
    }

    /** The tables as this database has them. */
    static HashTables of(DatabaseAccess access, Connection connection) throws SQLException {
        Map<String, Integer> passwords = columns(connection, "password");
        Map<String, Integer> users = columns(connection, "user");
        if (passwords.containsKey("local_user_id")) {
            return new PasswordTable(access, connection, passwords);
        }
        if (users.containsKey("password")) {
            return new PasswordColumn(access, connection, users.get("password"));
        }
        throw new MigrationException(access + " is no database of a Keystone: it has neither a table \"password\" nor a"
                + " column \"password\" of \"user\". Correct \"connection\" under \"identity\" of this cloud.");
    }

    private static final String ANEW = ": set a new password for this user on the target";

    /** The columns of a table, each with the characters that it takes; none when there is no such table. */
    private static Map<String, Integer> columns(Connection connection, String table) throws SQLException {
        Map<String, Integer> columns = new HashMap<>();
        try (ResultSet found = connection.getMetaData().getColumns(connection.getCatalog(), null, table, null)) {
            while (found.next()) {
                columns.put(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), found.getInt("COLUMN_SIZE"));
            }
        }
        return columns;
    }

    /** Whether any algorithm is known, by the identifier in the hash; without, SHA-512 alone. */
    abstract boolean knowsAlgorithms();

    /** Characters that a hash may have. */
    abstract int room();

    @Override
    public final Optional<String> unfit(PasswordHash hash) {
        if (!knowsAlgorithms() && !hash.algorithm().equals(SHA_512)) {
            return Optional.of(
                    "Keystone of " + access.cloud() + " is older than Pike and checks SHA-512 hashes only, and"
                            + " this one has the identifier \"" + hash.algorithm() + "\"" + ANEW);
        }
        return hash.text().length() > room()
                ? Optional.of("the hash has " + hash.text().length() + " characters, and the database of "
                        + access.cloud() + " takes " + room() + ANEW)
                : Optional.empty();
    }

    @Override
    public final synchronized Map<String, PasswordHash> read() {
        return transactions.run(this::readAll);
    }

    /** See {@link KeystoneDatabase#check}. */
    final synchronized String check(boolean writes) {
        return transactions.run(() -> {
            try (Statement statement = connection.createStatement()) {
                rights.read(statement);
                if (writes) {
                    rights.write(statement);
                }
            }
            DatabaseMetaData server = connection.getMetaData();
            return server.getDatabaseProductName() + " " + server.getDatabaseProductVersion() + ", hashes in "
                    + rights.place() + (writes ? ", may be read and written" : ", may be read");
        });
    }

    abstract Map<String, PasswordHash> readAll() throws SQLException;

    @Override
    public final synchronized boolean write(String userId, PasswordHash hash, Predicate<PasswordHash> mayReplace) {
        return transactions.run(() -> {
            PasswordHash now = lock(userId);
            if (now != null && now.text().equals(hash.text())) {
                return true;
            }
            if (now != null && !mayReplace.test(now)) {
                return false;
            }
            replace(userId, hash);
            return true;
        });
    }

    /** What a user has now, so that nobody changes it until the transaction ends; null for none. */
    abstract PasswordHash lock(String userId) throws SQLException;

    abstract void replace(String userId, PasswordHash hash) throws SQLException;

    @Override
    public final void close() {
        transactions.close();
    }
}
