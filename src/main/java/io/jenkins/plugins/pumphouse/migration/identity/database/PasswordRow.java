package io.jenkins.plugins.pumphouse.migration.identity.database;

import io.jenkins.plugins.pumphouse.migration.options.PasswordHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row of Keystone's table of passwords, in the columns that its release has. */
record PasswordRow(Map<String, Integer> columns) {
    /** The values of a row, by column. */
    Map<String, Object> of(long user, PasswordHash hash) {
        long created =
                hash.createdAt() > 0 ? hash.createdAt() : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("local_user_id", user);
        all.put(columns.containsKey("password_hash") ? "password_hash" : "password", hash.text());
        all.put("self_service", hash.selfService());
        all.put("created_at", time(created));
        all.put("created_at_int", created);
        all.put("expires_at", hash.expiresAt() == null ? null : time(hash.expiresAt()));
        all.put("expires_at_int", hash.expiresAt());
        all.keySet().retainAll(columns.keySet());
        return all;
    }

    /** The password of a row; null for a row without one. */
    PasswordHash read(ResultSet row) throws SQLException {
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
}
