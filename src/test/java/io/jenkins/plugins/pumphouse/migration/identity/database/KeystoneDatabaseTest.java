package io.jenkins.plugins.pumphouse.migration.identity.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import java.sql.SQLException;
import org.junit.Test;

/** What is said of a database that does not let Pumphouse in. */
public class KeystoneDatabaseTest {
    private static final DatabaseAccess ACCESS =
            new DatabaseAccess("old", "db-1", 3306, "keystone", false, Login.of(null, "pumphouse", "secret"));

    @Test
    public void anAccountOfMySql8WithoutTlsIsToldWhatToDo() {
        SQLException said =
                new SQLException("RSA public key is not available client side (option serverRsaPublicKeyFile not set)");

        assertThat(KeystoneDatabase.failure(ACCESS, said))
                .hasMessageContaining("caching_sha2_password (MySQL 8)")
                .hasMessageContaining("?sslMode=verify-full")
                .hasMessageContaining("mysql_native_password")
                .hasMessageNotContaining("secret");
    }
}
