package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Run;
import io.jenkins.plugins.pumphouse.host.HostJournal;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** What a build writes down is found after its job was renamed, or moved into a folder, while it ran. */
public class RenamedJobTest {
    /**
     * Steps hold on to a journal for hours; one in the former place would be lost, and bring the former job's folder
     * back.
     */
    @Test
    public void journalAndPasswordsGoAlongWithAJobThatIsRenamed() throws Exception {
        Pipeline pipeline = Pipeline.of("echo 'moved'");
        pipeline.run();
        Run<?, ?> run = pipeline.build();
        MigrationAction action = MigrationAction.of(run);
        HostJournal journal = action.hosts("7");
        PasswordFile passwords = action.passwordFile();
        journal.write(List.of(HostState.of("cmp-12")));
        Path former = run.getRootDir().toPath();
        Path renamed = former.resolveSibling(former.getFileName() + "-renamed");
        ((PipelineRun) run).moveTo(renamed);

        journal.write(List.of(HostState.of("cmp-13")));
        passwords.issued("mira-os-1", "7", "alice", "Default", "s3cret");

        assertThat(action.getHosts()).extracting(HostState::host).containsExactly("cmp-13");
        assertThat(action.passwordFile().rows()).hasSize(1);
        assertThat(former).doesNotExist();
    }
}
