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

/** Havana to Liberty: the hash stands in the user's own row. */
final class PasswordColumn extends HashTables {
    private final int room;

    PasswordColumn(DatabaseAccess access, Connection connection, int room) {
        super(access, connection, RightsTrial.COLUMN);
        this.room = room;
    }

    @Override
    boolean knowsAlgorithms() {
        return false;
    }

    @Override
    int room() {
        return room;
    }

    @Override
    Map<String, PasswordHash> readAll() throws SQLException {
        Map<String, PasswordHash> all = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT `id`, `password` FROM `user` WHERE `password` IS NOT NULL")) {
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.put(rows.getString(1), new PasswordHash(rows.getString(2), false, 0, null));
                }
            }
        }
        return all;
    }

    @Override
    PasswordHash lock(String userId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT `password` FROM `user` WHERE `id` = ? FOR UPDATE")) {
            query.setString(1, userId);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new MigrationException("Keystone's database " + access + " has no user " + userId
                            + ". Correct \"connection\" under \"identity\" of this cloud.");
                }
                String text = row.getString(1);
                return text == null ? null : new PasswordHash(text, false, 0, null);
            }
        }
    }

    @Override
    void replace(String userId, PasswordHash hash) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE `user` SET `password` = ? WHERE `id` = ?")) {
            update.setString(1, hash.text());
            update.setString(2, userId);
            update.executeUpdate();
        }
    }
}
