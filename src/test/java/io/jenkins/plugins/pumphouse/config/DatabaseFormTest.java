package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import org.junit.Test;

/** Where Keystone's database is, for the passwords of users. */
public class DatabaseFormTest {
    @Test
    public void theAddressOfKeystoneConfIsTakenAsItIs() {
        DatabaseAccess database =
                database("connection: 'mysql+pymysql://keystone:p%40ss+1@10.0.0.5:3307/keystone_db?charset=utf8'");

        assertThat(database.uri()).isEqualTo("mysql://10.0.0.5:3307/keystone_db");
        assertThat(database.login().username()).isEqualTo("keystone");
        assertThat(database.login().password()).isEqualTo("p@ss+1");
        assertThat(database.toString()).doesNotContain("p@ss");
    }

    @Test
    public void credentialsAreJenkins() {
        DatabaseAccess database = database(
                "connection: 'jdbc:mariadb://[fd00::5]/keystone?sslMode=verify-full', credentials: keystone-db");

        assertThat(database.uri()).isEqualTo("mysql://[fd00::5]:3306/keystone");
        assertThat(database.login().credentials()).isEqualTo("keystone-db");
        assertThat(database.tls()).isTrue();
    }

    @Test
    public void aDriversSettingThatCouldLoadAClassIsRefused() {
        assertThatThrownBy(() ->
                        database("connection: 'mysql://10.0.0.5/keystone?socketFactory=x.Y', credentials: keystone-db"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("only sslMode=verify-full and charset are allowed");
    }

    @Test
    public void aMistakeDoesNotRepeatThePassword() {
        assertThatThrownBy(() -> database("connection: 'mysql://keystone:s3cret@10.0.0.5'"))
                .hasMessageContaining("the address of Keystone's database, such as mysql://10.0.0.5:3306/keystone")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> database("connection: 'sqlite:////var/lib/keystone.db'"))
                .hasMessageContaining("only MariaDB and MySQL");
    }

    @Test
    public void aLoginIsSaidOnceAndNotForgotten() {
        assertThatThrownBy(() -> database("connection: 'mysql://10.0.0.5/keystone'"))
                .hasMessageContaining("says nothing to log in to the database with");
        assertThatThrownBy(() -> database("connection: 'mysql://a:b@10.0.0.5/keystone', credentials: keystone-db"))
                .hasMessageContaining("keep \"credentials\"");
    }

    @Test
    public void aPasswordInTheAddressAndAConnectionWithoutTlsAreWarnedOf() {
        Configuration configuration = parse("connection: 'mysql://a:b@10.0.0.5/keystone'");

        assertThat(configuration.hasLiteralSecrets()).isTrue();
        assertThat(configuration.warnings().toString()).contains("without TLS");
    }

    private static DatabaseAccess database(String identity) {
        return parse(identity).source(null).database();
    }

    private static Configuration parse(String identity) {
        return Configuration.parse("pumphouse.yaml", """
                source:
                  - {name: old, auth_url: "http://10.0.0.1:5000/v3", credentials: old, identity: {%s}}
                target:
                  - {name: new, auth_url: "http://10.0.1.1:5000/v3", credentials: new}
                """.formatted(identity));
    }
}
