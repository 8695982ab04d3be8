package io.jenkins.plugins.pumphouse.migration.identity.database;

import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.login.UriHost;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.HashAccess;
import io.jenkins.plugins.pumphouse.migration.options.HashStore;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.ServiceLoader;

/** The database of a Keystone on MariaDB or MySQL. */
public record KeystoneDatabase(DatabaseAccess access) implements HashAccess {
    private static final long serialVersionUID = 1L;

    /** What MySQL before 5.6.5 and MariaDB before 10.0 answer to a statement that they do not know. */
    private static final int UNKNOWN_SYNTAX = 1064;

    @Override
    public HashStore openToRead() {
        return open(KeystoneDatabase::refuseWrites);
    }

    @Override
    public HashStore openToWrite() {
        return open(connection -> {});
    }

    /**
     * What the database is, in words. What it tries, means no row, so it changes nothing.
     *
     * @param writes whether the account has to be able to write, as on a target
     * @throws MigrationException when the account may not do what a copy of passwords needs
     */
    public String check(boolean writes) {
        try (HashTables tables = open(writes ? connection -> {} : KeystoneDatabase::refuseWrites)) {
            return tables.check(writes);
        }
    }

    /** What a connection is told before it is used. */
    private interface Preparation {
        void of(Connection connection) throws SQLException;
    }

    private HashTables open(Preparation preparation) {
        String url = "jdbc:mariadb://" + UriHost.of(access.host()) + ":" + access.port() + "/" + access.database();
        Properties settings = new Properties();
        settings.setProperty("user", access.login().username());
        settings.setProperty("password", access.login().password());
        settings.setProperty("sslMode", access.tls() ? "verify-full" : "disable");
        settings.setProperty("connectTimeout", "10000");
        settings.setProperty("socketTimeout", "60000");
        settings.setProperty("allowLocalInfile", "false");
        settings.setProperty("timezone", "UTC");
        try {
            Connection connection = driver(url).connect(url, settings);
            try {
                preparation.of(connection);
                connection.setAutoCommit(false);
                return HashTables.of(access, connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(access, e);
        }
    }

    /**
     * By the server itself: to the driver, {@link Connection#setReadOnly} is a hint, which has to do for an old one.
     */
    private static void refuseWrites(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION READ ONLY");
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_SYNTAX) {
                throw e;
            }
            connection.setReadOnly(true);
        }
    }

    /** By the class loader of this class: the one of the thread may be another's. */
    private static Driver driver(String url) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, KeystoneDatabase.class.getClassLoader())) {
            if (driver.acceptsURL(url)) {
                return driver;
            }
        }
        throw new SQLException("there is no driver for MariaDB on the class path");
    }

    /**
     * Without TLS, MySQL 8 takes a password only under the server's RSA key, which the driver trusts no network for.
     */
    private static String keyOfServer(String said) {
        return said.contains("serverRsaPublicKeyFile")
                ? " The account logs in by caching_sha2_password (MySQL 8), which sends its password through TLS only,"
                        + " as nothing else proves whose key the server shows: add ?sslMode=verify-full to"
                        + " \"connection\", or give Pumphouse an account of mysql_native_password."
                : "";
    }

    /** In words; what a driver says may quote what it was given, hashes too. */
    static MigrationException failure(DatabaseAccess access, SQLException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new MigrationException(
                "Keystone's database " + access + ", user " + access.login().username() + ": "
                        + said.replaceAll("\\$\\S*", "***") + "." + keyOfServer(said)
                        + " Check \"identity\" of this cloud in the configuration, and"
                        + " whether this account may read (on the source) or write (on the target) it from where the step runs.");
    }
}
