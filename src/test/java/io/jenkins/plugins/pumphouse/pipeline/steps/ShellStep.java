package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code sh 'command'}: runs it, in the workspace, on this machine. */
public final class ShellStep extends Step {
    private final String script;
    private boolean returnStdout;
    private boolean returnStatus;

    @DataBoundConstructor
    public ShellStep(String script) {
        this.script = script;
    }

    @DataBoundSetter
    public void setReturnStdout(boolean returnStdout) {
        this.returnStdout = returnStdout;
    }

    @DataBoundSetter
    public void setReturnStatus(boolean returnStatus) {
        this.returnStatus = returnStatus;
    }

    @DataBoundSetter
    public void setLabel(String label) {}

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, script, returnStdout, returnStatus);
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("sh", FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String script;
        private final boolean returnStdout;
        private final boolean returnStatus;
        private transient volatile Process process;
        /** A stop and the end of the command may meet; the context takes one answer. */
        private transient boolean settled;

        Execution(StepContext context, String script, boolean returnStdout, boolean returnStatus) {
            super(context);
            this.script = script;
            this.returnStdout = returnStdout;
            this.returnStatus = returnStatus;
        }

        @Override
        public boolean start() throws Exception {
            TaskListener listener = getContext().get(TaskListener.class);
            script.strip().lines().forEach(line -> listener.getLogger().println("+ " + line.strip()));
            ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script)
                    .directory(new File(getContext().get(FilePath.class).getRemote()));
            builder.environment().putAll(getContext().get(EnvVars.class));
            builder.redirectErrorStream(!returnStdout);
            if (returnStdout) {
                builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            }
            process = builder.start();
            process.getOutputStream().close();
            Thread thread = new Thread(() -> watch(listener), "sh");
            thread.setDaemon(true);
            thread.start();
            return false;
        }

        private void watch(TaskListener listener) {
            StringBuilder output = new StringBuilder();
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(line -> {
                    if (returnStdout) {
                        output.append(line).append('\n');
                    } else {
                        listener.getLogger().println(line);
                    }
                });
                ended(process.waitFor(), output.toString());
            } catch (IOException | InterruptedException e) {
                if (settle()) {
                    getContext().onFailure(e);
                }
            }
        }

        private synchronized boolean settle() {
            boolean first = !settled;
            settled = true;
            return first;
        }

        private void ended(int status, String output) {
            if (!settle()) {
                return;
            }
            if (returnStatus) {
                getContext().onSuccess(status);
            } else if (status != 0) {
                getContext().onFailure(new AbortException("script returned exit code " + status));
            } else {
                getContext().onSuccess(returnStdout ? output : null);
            }
        }

        @Override
        public void stop(Throwable cause) {
            boolean first = settle(); // before the kill, which the watcher would take for the command's own end
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            // Not when its output ends: a command that the shell starts in this very moment may hold that open.
            if (first) {
                getContext().onFailure(cause);
            }
        }

        @Override
        public void onResume() {
            getContext().onFailure(new AbortException("The shell did not survive the restart"));
        }
    }
}
