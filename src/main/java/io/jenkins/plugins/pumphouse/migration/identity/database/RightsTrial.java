package io.jenkins.plugins.pumphouse.migration.identity.database;

import java.sql.SQLException;
import java.sql.Statement;

/** Statements that need the rights of a copy of passwords and mean no row: the server looks at the rights first. */
enum RightsTrial {
    TABLE("the table \"password\""),
    COLUMN("the table \"user\" (of Liberty, or older)");

    private final String place;

    RightsTrial(String place) {
        this.place = place;
    }

    /** Where the hashes are. */
    String place() {
        return place;
    }

    void read(Statement statement) throws SQLException {
        switch (this) {
            case TABLE ->
                statement.execute("SELECT p.* FROM `local_user` u JOIN `password` p"
                        + " ON p.`local_user_id` = u.`id` WHERE 1 = 0");
            case COLUMN -> statement.execute("SELECT `id`, `password` FROM `user` WHERE 1 = 0");
        }
    }

    void write(Statement statement) throws SQLException {
        switch (this) {
            case TABLE -> {
                statement.execute("SELECT `id` FROM `local_user` WHERE 1 = 0 FOR UPDATE");
                statement.execute("SELECT `id` FROM `password` WHERE 1 = 0 FOR UPDATE");
                statement.execute("DELETE FROM `password` WHERE 1 = 0");
                statement.execute("INSERT INTO `password` SELECT * FROM `password` WHERE 1 = 0");
            }
            case COLUMN -> {
                statement.execute("SELECT `id` FROM `user` WHERE 1 = 0 FOR UPDATE");
                statement.execute("UPDATE `user` SET `password` = `password` WHERE 1 = 0");
            }
        }
    }
}
