package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.kohsuke.stapler.HttpResponses;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** {@code pumpUsers passwords: 'generate'} in a pipeline. */
public class PasswordStepTest {
    private static final String USERS = "def made = pumpUsers(tenant: 'demo', passwords: 'generate')\n"
            + "pumpUserRoles tenant: 'demo'\n"
            + "echo \"returned: ${made}\"";

    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void newPasswordsAreForThoseWhoMayConfigureTheJobAndNowhereElse() throws Exception {
        Path build = folder.getRoot().toPath();
        Pipeline pipeline = clouds.pipeline(USERS).buildDirectory(build).start();
        PipelineResult result = pipeline.await();
        MigrationAction action = MigrationAction.of(pipeline.build());

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("passwords.csv", "returned: ");
        String alice = password(passwords(action, "hudson.model.Item.Configure"), "alice");
        logIn("alice", alice);
        assertThatThrownBy(() -> passwords(action, "hudson.model.Item.Read")).isInstanceOf(AccessDeniedException.class);
        assertThat(result.console()).doesNotContain(alice);
        action.downloadJson();
        action.downloadHtml((name, value) -> {});
        action.downloadJunit();
        action.downloadIdMap();
        assertThat(files(build))
                .isNotEmpty()
                .allSatisfy(kept -> assertThat(Files.readString(kept, StandardCharsets.ISO_8859_1))
                        .doesNotContain(alice));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(build.resolve("pumphouse/passwords.secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    public void theControllerMakesAndKeepsThemAlsoWithoutAnAgent() throws Exception {
        Pipeline pipeline = clouds.pipeline(USERS).onBuiltInNode().start();
        PipelineResult result = pipeline.await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        logIn("bob", password(passwords(MigrationAction.of(pipeline.build()), "hudson.model.Item.Configure"), "bob"));
    }

    @Test
    public void aBuildThatMadeNoneHasNoPageOfThem() throws Exception {
        Pipeline pipeline = clouds.pipeline("pumpUsers tenant: 'demo'").start();
        PipelineResult result = pipeline.await();
        MigrationAction action = MigrationAction.of(pipeline.build());

        assertThat(result.console()).contains("no password and cannot log in");
        assertThat(action.isPasswordsShown()).isFalse();
        assertThat(action.downloadPasswords((name, value) -> {}))
                .isInstanceOf(HttpResponses.HttpResponseException.class);
    }

    @Test
    public void hashesNeedTheDatabasesOfBothCloudsAndNothingIsDoneWithout() throws Exception {
        assertThat(clouds.pipeline("pumpUsers passwords: 'hash'").run().error())
                .hasMessageContaining("cloud \"old\" does not say where it is")
                .hasMessageContaining("identity: {connection: mysql://10.0.0.5/keystone, credentials: keystone-db}");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void anotherWordIsAMistake() throws Exception {
        assertThat(clouds.pipeline("pumpUsers passwords: 'mail'").run().error())
                .hasMessageContaining("passwords is 'mail', but there are only 'disabled' and 'generate'");
    }

    private static String passwords(MigrationAction action, String permission) throws Exception {
        try (ACLContext asSomebody = ACL.as2(new TestingAuthenticationToken("somebody", "", permission))) {
            assertThat(asSomebody).isNotNull();
            assertThat(action.isPasswordsShown()).isEqualTo(permission.endsWith("Configure"));
            Map<String, String> headers = new HashMap<>();
            String csv = ((HttpResponses.Text) action.downloadPasswords(headers::put)).text();
            assertThat(headers).as("kept by no browser").containsEntry("Cache-Control", "no-store");
            return csv;
        }
    }

    private static String password(String csv, String user) {
        assertThat(csv).startsWith("user,domain,cloud,password,state,id,at\r\n");
        List<String> cells = Arrays.stream(csv.split("\r\n"))
                .filter(line -> line.startsWith("\"" + user + "\",\"Default\",\"new\""))
                .map(line -> List.of(line.split("\",\"")))
                .findFirst()
                .orElseThrow();
        assertThat(cells.get(4)).isEqualTo("set");
        return cells.get(3);
    }

    private void logIn(String user, String password) {
        try (Cloud cloud = Cloud.open(CloudAccess.ofPassword("new", clouds.target.authUrl(), user, password, "demo"))) {
            assertThat(cloud.caller().userId()).isNotEmpty();
        }
    }

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
