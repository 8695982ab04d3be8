package io.jenkins.plugins.pumphouse.migration.identity.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Statements that need the rights of a copy of passwords and mean no row: the server looks at the rights first. */
enum RightsTrial {
    TABLE(
            "the table \"password\"",
            "SELECT p.* FROM `local_user` u JOIN `password` p ON p.`local_user_id` = u.`id` WHERE 1 = 0",
            List.of(
                    "SELECT `id` FROM `local_user` WHERE 1 = 0 FOR UPDATE",
                    "SELECT `id` FROM `password` WHERE 1 = 0 FOR UPDATE",
                    "DELETE FROM `password` WHERE 1 = 0",
                    "INSERT INTO `password` SELECT * FROM `password` WHERE 1 = 0")),
    COLUMN(
            "the table \"user\" (of Liberty, or older)",
            "SELECT `id`, `password` FROM `user` WHERE 1 = 0",
            List.of(
                    "SELECT `id` FROM `user` WHERE 1 = 0 FOR UPDATE",
                    "UPDATE `user` SET `password` = `password` WHERE 1 = 0"));

    private final String place;
    private final String read;
    private final List<String> writes;

    RightsTrial(String place, String read, List<String> writes) {
        this.place = place;
        this.read = read;
        this.writes = writes;
    }

    /** Where the hashes are. */
    String place() {
        return place;
    }

    void read(Statement statement) throws SQLException {
        statement.execute(read);
    }

    void write(Statement statement) throws SQLException {
        for (String each : writes) {
            statement.execute(each);
        }
    }
}
