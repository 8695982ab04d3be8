package io.jenkins.plugins.pumphouse.migration.identity.database;

import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The transactions of one connection to a Keystone's database: each is committed, or rolled back when it fails. */
record Transactions(DatabaseAccess access, Connection connection) {
    private static final Logger LOG = Logger.getLogger(Transactions.class.getName());

    /** What is done in one transaction. */
    interface Work<T> {
        T done() throws SQLException;
    }

    /** @throws MigrationException when the database refuses the work or the commit */
    <T> T run(Work<T> work) {
        boolean done = false;
        try {
            T result = work.done();
            connection.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw KeystoneDatabase.failure(access, e);
        } finally {
            if (!done) {
                quietly(connection::rollback);
            }
        }
    }

    /** Ends the connection; one that is lost already is logged only. */
    void close() {
        quietly(connection::close);
    }

    private interface End {
        void end() throws SQLException;
    }

    private static void quietly(End end) {
        try {
            end.end();
        } catch (SQLException e) {
            LOG.log(Level.FINE, "A connection to a database is lost", e);
        }
    }
}
