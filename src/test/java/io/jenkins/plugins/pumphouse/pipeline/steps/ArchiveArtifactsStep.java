package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code archiveArtifacts 'out/*.json'}: copies into the build's directory. */
public final class ArchiveArtifactsStep extends Step {
    private final String artifacts;
    private boolean allowEmptyArchive;

    @DataBoundConstructor
    public ArchiveArtifactsStep(String artifacts) {
        this.artifacts = artifacts;
    }

    @DataBoundSetter
    public void setAllowEmptyArchive(boolean allowEmptyArchive) {
        this.allowEmptyArchive = allowEmptyArchive;
    }

    @DataBoundSetter
    public void setFingerprint(boolean fingerprint) {}

    @Override
    public StepExecution start(StepContext context) {
        return Executions.atOnce(context, c -> {
            Executions.print(c, "Archiving artifacts");
            Path workspace = Path.of(c.get(FilePath.class).getRemote());
            Path archive = c.get(Run.class).getRootDir().toPath().resolve("archive");
            List<Path> found = matching(workspace);
            if (found.isEmpty() && !allowEmptyArchive) {
                throw new AbortException("No artifacts found that match the file pattern \"" + artifacts + "\"");
            }
            for (Path file : found) {
                Path copy = archive.resolve(workspace.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return null;
        });
    }

    private List<Path> matching(Path workspace) throws IOException {
        List<PathMatcher> patterns = Stream.of(artifacts.split("[ ,]+"))
                .flatMap(
                        glob -> Stream.of(glob, glob.replace("**/", ""))) // in Ant's patterns, also no directory at all
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        try (Stream<Path> files = Files.walk(workspace)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> patterns.stream().anyMatch(p -> p.matches(workspace.relativize(file))))
                    .toList();
        }
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("archiveArtifacts", FilePath.class, Run.class, TaskListener.class);
        }
    }
}
