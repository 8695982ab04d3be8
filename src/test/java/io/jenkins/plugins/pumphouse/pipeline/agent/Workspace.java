package io.jenkins.plugins.pumphouse.pipeline.agent;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A directory on a node: what {@code node} and {@code dir} give to the steps inside.
 *
 * @param directory absolute path; text because a path does not serialize
 * @param node where it is
 */
public record Workspace(String directory, Node node) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where a workspace is: in the JVM of the controller, or beyond a channel. */
    public enum Node {
        BUILT_IN(new LocalChannel()),
        AGENT(new AgentChannel()),
        SECOND_AGENT(new AgentChannel());

        private final transient VirtualChannel channel;
        private transient volatile boolean deleted;

        Node(VirtualChannel channel) {
            this.channel = channel;
        }

        public VirtualChannel channel() {
            return channel;
        }

        /** Takes the agent of this JVM away, for all builds, or brings it back. */
        public static void agentConnected(boolean connected) {
            ((AgentChannel) AGENT.channel).connected(connected);
        }

        /** The next call to the agent of this JVM finds the connection broken, and the one after it does not. */
        public static void agentBreaksOnce() {
            ((AgentChannel) AGENT.channel).breaksOnce();
        }

        /** Deletes the agent of this JVM from the settings of Jenkins, for all builds, or adds it again. */
        public static void agentDeleted(boolean deleted) {
            agentConnected(!deleted);
            AGENT.deleted = deleted;
        }

        /** Whether Jenkins does not know it any more. */
        public boolean isDeleted() {
            return deleted;
        }

        /** Whether it can be reached. */
        public boolean isConnected() {
            return !(channel instanceof AgentChannel agent) || agent.isConnected();
        }

        /** The node whose channel this is. */
        public static Node of(VirtualChannel channel) {
            return Arrays.stream(values())
                    .filter(node -> node.channel == channel)
                    .findFirst()
                    .orElse(BUILT_IN);
        }
    }

    public FilePath filePath() {
        return new FilePath(node.channel(), directory);
    }

    public Launcher launcher(TaskListener listener) {
        return new Launcher(listener, node.channel()) {};
    }

    /** The directory below this one, or the absolute directory, of that name. */
    public Workspace child(String name) {
        return new Workspace(Path.of(directory).resolve(name).normalize().toString(), node);
    }
}
