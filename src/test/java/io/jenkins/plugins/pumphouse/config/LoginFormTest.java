package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.config.yaml.Mistake;
import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import org.junit.Test;

/** What a cloud says to log in with: one way, said once. */
public class LoginFormTest {

    @Test
    public void aTokenAloneIsALogin() {
        CloudSettings cloud = Configuration.parse("pumphouse.yaml", Yaml.sourceWith("token: 3f1c"))
                .source(null);
        assertThat(cloud.access().login()).isEqualTo(Login.withToken("3f1c"));
    }

    @Test
    public void userNameAndPasswordWinOverATokenWhichIsThenAWarning() {
        Configuration configuration = Configuration.parse(
                "pumphouse.yaml", Yaml.sourceWith("username: admin", "password: admin", "token: 3f1c"));
        assertThat(configuration.source(null).access().login()).isEqualTo(Login.withPassword("admin", "admin"));
        assertThat(configuration.warnings())
                .extracting(Mistake::toString)
                .contains("pumphouse.yaml line 6, column 3: source cloud \"old\" has a "
                        + "\"token\" beside \"username\" and \"password\"; take it out, as the token is not used");
    }

    @Test
    public void thePlaceholderOfTheSampleIsNoToken() {
        assertThat(Yaml.mistakes(Yaml.sourceWith("token: UUID")))
                .containsExactly(
                        "pumphouse.yaml line 4, column 3: \"token\" of source cloud \"old\" is still the sample's"
                                + " UUID; write a token, or \"username\" and \"password\", or \"credentials\" with the"
                                + " id of Jenkins credentials");
    }

    @Test
    public void passwordAndCredentialsContradict() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("password: hunter2")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 3: source cloud \"old\" has \"credentials\" and \"password\";"
                                + " keep \"credentials\", which bring it, and take \"password\" out");
    }

    @Test
    public void userNameAndTokenAreBroughtByCredentialsToo() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("username: admin", "token: 3f1c")))
                .hasSize(2)
                .anyMatch(line -> line.contains("line 5, column 3") && line.contains("take \"username\" out"))
                .anyMatch(line -> line.contains("line 6, column 3") && line.contains("take \"token\" out"));
    }

    @Test
    public void nothingToLogInWithIsAMistake() {
        assertThat(Yaml.mistakes(Yaml.sourceWith("tenant: admin")))
                .containsExactly(
                        "pumphouse.yaml line 2, column 3: source cloud \"old\" says nothing to log in with; add"
                                + " \"credentials\" with the id of Jenkins credentials (or \"username\" and \"password\","
                                + " or \"token\")");
    }

    @Test
    public void aPasswordNeedsAUserName() {
        assertThat(Yaml.mistakes(Yaml.sourceWith("password: hunter2")))
                .containsExactly(
                        "pumphouse.yaml line 4, column 3: source cloud \"old\" has a \"password\" but no \"username\";"
                                + " add it");
    }

    @Test
    public void aUserNameNeedsAPassword() {
        assertThat(Yaml.mistakes(Yaml.sourceWith("username: admin")))
                .containsExactly(
                        "pumphouse.yaml line 4, column 3: source cloud \"old\" has a \"username\" but no \"password\";"
                                + " add it, or better, write \"credentials\" with the id of a user name and password that"
                                + " Jenkins keeps");
    }

    @Test
    public void aUserNameBesideATokenContradicts() {
        assertThat(Yaml.mistakes(Yaml.sourceWith("username: admin", "token: 3f1c")))
                .containsExactly(
                        "pumphouse.yaml line 4, column 3: source cloud \"old\" has a \"username\" beside a \"token\","
                                + " which says by itself whose it is; take one of them out");
    }

    @Test
    public void anEmptyPasswordIsNoPassword() {
        assertThat(Yaml.mistakes(Yaml.sourceWith("username: admin", "password: ''")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 13: \"password\" of source cloud \"old\" is empty; it must be"
                                + " text");
    }

    @Test
    public void anApplicationCredentialIsALoginWithASecretThatJenkinsKeeps() {
        CloudSettings cloud = Yaml.parsedSource("application_credential_id: 3f1c");
        assertThat(cloud.access().applicationCredential()).isEqualTo(new ApplicationCredential("3f1c", null, null));
        assertThat(cloud.access().login().isStored())
                .as("Jenkins keeps the secret")
                .isTrue();
        CloudAccess access = ResolvedAccess.of(cloud.access(), Login.withToken("s3cret"), null);
        assertThat(access.login().secret().text()).isEqualTo("s3cret");
        assertThat(access.token()).isNull();
        assertThat(access.toString() + cloud).doesNotContain("s3cret");
    }

    @Test
    public void anApplicationCredentialMayBeNamedWithItsUser() {
        CloudSettings cloud = Yaml.parsedSource("application_credential_name: jenkins", "username: admin");
        assertThat(cloud.access().applicationCredential())
                .isEqualTo(new ApplicationCredential(null, "jenkins", "admin"));
    }

    @Test
    public void theSecretOfAnApplicationCredentialMayStandInTheFileAndIsWarnedOf() {
        Configuration configuration = Configuration.parse(
                "pumphouse.yaml",
                Yaml.sourceWith("application_credential_id: 3f1c", "application_credential_secret: hunter2"));
        assertThat(configuration.source(null).access().login()).isEqualTo(Login.withToken("hunter2"));
        assertThat(configuration.hasLiteralSecrets()).isTrue();
        assertThat(configuration.source(null).toString()).doesNotContain("hunter2");
    }

    @Test
    public void anApplicationCredentialIsSaidOnceAndCompletely() {
        assertThat(Yaml.mistakes(Yaml.sourceWith("application_credential_id: 3f1c")))
                .containsExactly(
                        "pumphouse.yaml line 4, column 3: source cloud \"old\" has an application credential but not"
                                + " its secret; add \"credentials\" with the id of a \"Secret text\" that Jenkins keeps");
        assertThat(Yaml.mistakes(
                        Yaml.workingSourceWith("application_credential_id: 3f1c", "username: admin", "tenant: admin")))
                .hasSize(2)
                .anyMatch(line -> line.contains("take \"username\" out"))
                .anyMatch(line -> line.contains("take \"tenant\" out, as an application credential has its own"));
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("application_credential_name: jenkins")))
                .singleElement()
                .asString()
                .contains("no \"username\" of whose it is");
        assertThat(Yaml.mistakes(Yaml.sourceWith("application_credential_secret: hunter2")))
                .singleElement()
                .asString()
                .contains("but no \"application_credential_id\"");
    }
}
