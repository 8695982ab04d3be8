package io.jenkins.plugins.pumphouse.steps.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** A build reads the reports of no other job than its authentication may. */
public class FormerBuildTest {
    private final Pipeline secret = Pipeline.of("echo 'moved'").build("secret", 1);
    private final Pipeline asking = Pipeline.of("echo 'asks'").build("asking", 1);

    @Before
    public void twoJobs() throws Exception {
        secret.run();
        asking.run();
    }

    @Test
    public void aJobThatTheBuildMayNotReadIsAsUnknownAsOneThatIsNot() {
        assertRefused("secret #1", "no job \"secret\", or this build may not read it (Job/Read, as jane)");
        assertRefused("nothing #1", "no job \"nothing\", or this build may not read it (Job/Read, as jane)");
    }

    @Test
    public void aJobThatTheBuildMayReadIsFound() {
        assertRefused("secret #1", "secret #1 has moved no server", "hudson.model.Item.Read");
        assertRefused("secret #2", "secret has no build #2", "hudson.model.Item.Read");
    }

    @Test
    public void aBuildReadsItsOwnJob() {
        assertRefused("#1", "asking #1 has moved no server");
        assertRefused("asking #1", "asking #1 has moved no server");
    }

    /** The thread of the script must not read reports; the build itself is what Jenkins has loaded. */
    @Test
    public void aBuildIsFoundWithoutItsReports() throws Exception {
        MigrationAction.of(secret.build()).add("pumpInstances", Map.of("summary", "1 created"));
        Path report = secret.build().getRootDir().toPath().resolve("pumphouse/1.json");
        Files.writeString(report, "{\"step\": \"pump");
        try (ACLContext jane = ACL.as2(new TestingAuthenticationToken("jane", null, "hudson.model.Item.Read"))) {
            Run<?, ?> found = new FormerBuild("secret #1", AbortException::new).find(asking.build());

            assertThat(found).as("as %s", jane).isSameAs(secret.build());
            assertThatThrownBy(() -> FormerWork.of("secret #1", found).moved())
                    .hasMessageContaining("pumpRollback: build is 'secret #1': a report of secret #1 cannot be read");
        }
    }

    private void assertRefused(String build, String why, String... rights) {
        try (ACLContext jane = ACL.as2(new TestingAuthenticationToken("jane", null, rights))) {
            assertThatThrownBy(() -> FormerWork.of(
                                    build, new FormerBuild(build, AbortException::new).find(asking.build()))
                            .moved())
                    .as("as %s", jane)
                    .isInstanceOf(AbortException.class)
                    .hasMessageContaining(why);
        }
    }
}
