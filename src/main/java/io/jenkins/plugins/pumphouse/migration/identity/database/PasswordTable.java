package io.jenkins.plugins.pumphouse.migration.identity.database;

import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.PasswordHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Mitaka and later: a table of passwords, the last of which is valid. Which columns it has depends on the release: the
 * times came with Newton, {@code self_service} and {@code password_hash} with Pike, times as numbers with Queens.
 */
final class PasswordTable extends HashTables {
    private final Map<String, Integer> columns;
    private final PasswordRow row;

    /** @param columns of the table, each with the characters that it takes */
    PasswordTable(DatabaseAccess access, Connection connection, Map<String, Integer> columns) {
        super(access, connection, RightsTrial.TABLE);
        this.columns = columns;
        this.row = new PasswordRow(columns);
    }

    @Override
    boolean knowsAlgorithms() {
        return columns.containsKey("password_hash");
    }

    @Override
    int room() {
        return columns.get(knowsAlgorithms() ? "password_hash" : "password");
    }

    @Override
    Map<String, PasswordHash> readAll() throws SQLException {
        Map<String, PasswordHash> all = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT u.`user_id` AS of_user, p.* FROM `local_user` u"
                        + " JOIN `password` p ON p.`local_user_id` = u.`id` ORDER BY " + order())) {
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    PasswordHash hash = row.read(rows);
                    String user = rows.getString("of_user");
                    if (hash == null) {
                        all.remove(user); // somebody has taken the password away
                    } else {
                        all.put(user, hash); // the last one stays
                    }
                }
            }
        }
        return all;
    }

    @Override
    PasswordHash lock(String userId) throws SQLException {
        PasswordHash last = null;
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT p.* FROM `password` p WHERE" + " p.`local_user_id` = ? ORDER BY " + order() + " FOR UPDATE")) {
            query.setLong(1, localUser(userId));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    PasswordHash hash = row.read(rows);
                    last = hash == null ? last : hash;
                }
            }
        }
        return last;
    }

    private long localUser(String userId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT `id` FROM `local_user` WHERE `user_id` = ? FOR UPDATE")) {
            query.setString(1, userId);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new MigrationException("Keystone's database " + access + " has no local user " + userId
                            + ", as one of LDAP or a federation has none. If it is another, correct \"connection\" under"
                            + " \"identity\" of this cloud: it is the one of another Keystone.");
                }
                return row.getLong(1);
            }
        }
    }

    @Override
    void replace(String userId, PasswordHash hash) throws SQLException {
        long user = localUser(userId);
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM `password` WHERE `local_user_id` = ?")) {
            delete.setLong(1, user);
            delete.executeUpdate();
        }
        Map<String, Object> inserted = row.of(user, hash);
        String names = inserted.keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String values = inserted.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO `password` (" + names + ") VALUES (" + values + ")")) {
            int at = 1;
            for (Object value : inserted.values()) {
                insert.setObject(at++, value);
            }
            insert.executeUpdate();
        }
    }

    private String order() {
        return (columns.containsKey("created_at_int")
                        ? "p.`created_at_int`, "
                        : columns.containsKey("created_at") ? "p.`created_at`, " : "")
                + "p.`id`";
    }
}
