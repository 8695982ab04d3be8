package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.util.List;
import org.junit.Test;

/** The users whom the migration may act as, and how, in a cloud's {@code owners}. */
public class OwnersFormTest {

    @Test
    public void eachUserHasOneOfThreeLogins() {
        CloudAccess access = access(
                "owners:",
                "  alice: {credentials: alice-new}",
                "  bob: {application_credential_id: 21dced, credentials: bob-secret}",
                "  carol: {trust_id: fb07b0}");

        assertThat(access.owners())
                .containsExactly(
                        new OwnerLogin("alice", Login.stored("alice-new"), null, null),
                        new OwnerLogin(
                                "bob",
                                Login.stored("bob-secret"),
                                new ApplicationCredential("21dced", null, null),
                                null),
                        OwnerLogin.withTrust("carol", "fb07b0"));
    }

    @Test
    public void aUserIsFoundByIdBeforeNameAndByNameWithoutCase() {
        CloudAccess access = access("owners: {alice: {credentials: by-name}, 4f2a: {credentials: by-id}}");

        assertThat(access.owner("Alice", null).orElseThrow().login().credentials())
                .isEqualTo("by-name");
        assertThat(access.owner("alice", "4f2a").orElseThrow().login().credentials())
                .isEqualTo("by-id");
        assertThat(access.owner("bob", "77")).isEmpty();
    }

    @Test
    public void withoutOwnersNobodyIsActedFor() {
        assertThat(access("tenant: admin").owners()).isEmpty();
    }

    @Test
    public void aTrustBesideCredentialsIsAMistake() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("owners: {alice: {credentials: alice-new, trust_id: fb07b0}}")))
                .singleElement()
                .asString()
                .contains("\"alice\" of \"owners\"", "has \"trust_id\" and another login; keep one of them");
    }

    @Test
    public void nothingToLogInWithIsAMistake() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("owners: {alice: {application_credential_id: 21dced}}")))
                .singleElement()
                .asString()
                .contains("\"alice\" of \"owners\"", "add \"credentials\"", "\"trust_id\"");
    }

    @Test
    public void aPasswordIsNoKeyOfIt() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("owners: {alice: {password: hunter2}}")))
                .anyMatch(line -> line.contains("credentials"))
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    public void aUserThatIsGivenTwiceIsAMistake() {
        assertThat(Yaml.mistakes(
                        Yaml.workingSourceWith("owners: {alice: {credentials: one}, ALICE: {credentials: two}}")))
                .singleElement()
                .asString()
                .contains("\"ALICE\" of \"owners\"", "is given twice; keep one");
    }

    @Test
    public void aListIsAMistake() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("owners: [alice]")))
                .singleElement()
                .asString()
                .contains("must be a map such as {alice: {credentials: alice}}");
    }

    @Test
    public void anApplicationCredentialCannotUseATrust() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith(
                        "application_credential_id: 21dced", "owners: {alice: {trust_id: fb07b0}}")))
                .singleElement()
                .asString()
                .contains("which an application credential cannot use", "log in to the cloud with a user name");
    }

    @Test
    public void aSecretTextIsNoPasswordOfAUser() {
        CloudAccess access = access("owners: {alice: {credentials: alice-new}}");
        OwnerLogin alice = access.owners().get(0);

        assertThatThrownBy(() -> ResolvedAccess.of(access, alice, Login.withToken("hunter2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Credentials \"alice-new\" of \"alice\" in \"owners\" of cloud \"old\"")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    public void whatTheCredentialsHoldIsTheLogin() {
        CloudAccess access =
                access("owners: {alice: {credentials: pw}, bob: {application_credential_id: 21dced, credentials: s}}");

        OwnerLogin alice = ResolvedAccess.of(access, access.owners().get(0), Login.withPassword("alice", "hunter2"));
        OwnerLogin bob = ResolvedAccess.of(access, access.owners().get(1), Login.withToken("hunter2"));

        assertThat(alice.login().password()).isEqualTo("hunter2");
        assertThat(bob.login().token()).isEqualTo("hunter2");
        assertThat(access.withOwners(List.of(alice, bob)).toString() + alice + bob)
                .doesNotContain("hunter2");
    }

    private static CloudAccess access(String... lines) {
        return Configuration.parse("pumphouse.yaml", Yaml.workingSourceWith(lines))
                .source(null)
                .access();
    }
}
