package io.jenkins.plugins.pumphouse.migration.identity.database;

import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.PasswordHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Mitaka and later: a table of passwords, the last of which is valid. Which columns it has depends on the release: the
 * times came with Newton, {@code self_service} and {@code password_hash} with Pike, times as numbers with Queens.
 */
final class PasswordTable extends HashTables {
    private final Map<String, Integer> columns;

    /** @param columns of the table, each with the characters that it takes */
    PasswordTable(DatabaseAccess access, Connection connection, Map<String, Integer> columns) {
        super(access, connection, RightsTrial.TABLE);
        this.columns = columns;
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
                    PasswordHash hash = hash(rows);
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
                    PasswordHash hash = hash(rows);
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
                            + ": the user is of LDAP or a federation, or \"connection\" under \"identity\" of this"
                            + " cloud is the one of another Keystone.");
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
        Map<String, Object> row = row(user, hash);
        String names = row.keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String values = row.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO `password` (" + names + ") VALUES (" + values + ")")) {
            int at = 1;
            for (Object value : row.values()) {
                insert.setObject(at++, value);
            }
            insert.executeUpdate();
        }
    }

    private Map<String, Object> row(long user, PasswordHash hash) {
        long created =
                hash.createdAt() > 0 ? hash.createdAt() : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("local_user_id", user);
        all.put(knowsAlgorithms() ? "password_hash" : "password", hash.text());
        all.put("self_service", hash.selfService());
        all.put("created_at", time(created));
        all.put("created_at_int", created);
        all.put("expires_at", hash.expiresAt() == null ? null : time(hash.expiresAt()));
        all.put("expires_at_int", hash.expiresAt());
        all.keySet().retainAll(columns.keySet());
        return all;
    }

    /** Null for a row without one. */
    private PasswordHash hash(ResultSet row) throws SQLException {
        String text = columns.containsKey("password_hash") ? row.getString("password_hash") : null;
        if (text == null && columns.containsKey("password")) { // Pike to Queens read both
            text = row.getString("password");
        }
        Long created = micros(row, "created_at");
        return text == null
                ? null
                : new PasswordHash(
                        text,
                        columns.containsKey("self_service") && row.getBoolean("self_service"),
                        created == null ? 0 : created,
                        micros(row, "expires_at"));
    }

    /** Null for none. */
    private Long micros(ResultSet row, String column) throws SQLException {
        if (columns.containsKey(column + "_int")) {
            long number = row.getLong(column + "_int");
            if (!row.wasNull() && number > 0) {
                return number;
            }
        }
        LocalDateTime time = columns.containsKey(column) ? row.getObject(column, LocalDateTime.class) : null;
        return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    private String order() {
        return (columns.containsKey("created_at_int")
                        ? "p.`created_at_int`, "
                        : columns.containsKey("created_at") ? "p.`created_at`, " : "")
                + "p.`id`";
    }
}
