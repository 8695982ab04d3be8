package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Steps that read and write files of the workspace. */
public final class FileSteps {
    private FileSteps() {}

    private static FilePath file(StepContext context, String name) throws IOException, InterruptedException {
        FilePath file = context.get(FilePath.class).child(name);
        if (!file.exists()) {
            throw new AbortException(file.getRemote() + " does not exist");
        }
        return file;
    }

    /** {@code readFile 'name'}. */
    public static final class ReadFile extends Step {
        private final String file;

        @DataBoundConstructor
        public ReadFile(String file) {
            this.file = file;
        }

        @DataBoundSetter
        public void setEncoding(String encoding) {}

        @Override
        public StepExecution start(StepContext context) {
            return Executions.atOnce(context, c -> file(c, file).readToString());
        }

        @Extension
        public static final class DescriptorImpl extends UsualDescriptor {
            public DescriptorImpl() {
                super("readFile", FilePath.class);
            }
        }
    }

    /** {@code fileExists 'name'}. */
    public static final class FileExists extends Step {
        private final String file;

        @DataBoundConstructor
        public FileExists(String file) {
            this.file = file;
        }

        @Override
        public StepExecution start(StepContext context) {
            return Executions.atOnce(
                    context, c -> c.get(FilePath.class).child(file).exists());
        }

        @Extension
        public static final class DescriptorImpl extends UsualDescriptor {
            public DescriptorImpl() {
                super("fileExists", FilePath.class);
            }
        }
    }

    /** {@code writeFile file: 'name', text: 'words'}. */
    public static final class WriteFile extends Step {
        private final String file;
        private final String text;
        private String encoding = StandardCharsets.UTF_8.name();

        @DataBoundConstructor
        public WriteFile(String file, String text) {
            this.file = file;
            this.text = text;
        }

        @DataBoundSetter
        public void setEncoding(String encoding) {
            this.encoding = encoding;
        }

        @Override
        public StepExecution start(StepContext context) {
            return Executions.atOnce(context, c -> {
                c.get(FilePath.class).child(file).write(text, encoding);
                return null;
            });
        }

        @Extension
        public static final class DescriptorImpl extends UsualDescriptor {
            public DescriptorImpl() {
                super("writeFile", FilePath.class);
            }
        }
    }

    /** {@code readTrusted 'name'}: from the repository of the Jenkinsfile, without a node. */
    public static final class ReadTrusted extends Step {
        private final String path;

        @DataBoundConstructor
        public ReadTrusted(String path) {
            this.path = path;
        }

        @Override
        public StepExecution start(StepContext context) {
            return Executions.atOnce(context, c -> {
                Path file = Path.of(c.get(PipelineSettings.class).workspace(), path);
                if (!Files.exists(file)) {
                    throw new AbortException(path + " not found");
                }
                return Files.readString(file);
            });
        }

        @Extension
        public static final class DescriptorImpl extends UsualDescriptor {
            public DescriptorImpl() {
                super("readTrusted");
            }
        }
    }

    /** {@code pwd()}. */
    public static final class Pwd extends Step {
        @DataBoundConstructor
        public Pwd() {}

        @Override
        public StepExecution start(StepContext context) {
            return Executions.atOnce(context, c -> c.get(FilePath.class).getRemote());
        }

        @Extension
        public static final class DescriptorImpl extends UsualDescriptor {
            public DescriptorImpl() {
                super("pwd", FilePath.class);
            }
        }
    }
}
