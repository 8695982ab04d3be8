package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import java.io.Serializable;

/** What is saved in place of an object that cannot be, or must not be, written as it is. */
interface Pickle extends Serializable {
    Object rehydrate(Engine engine);

    /** The object itself where it needs no pickle. */
    static Object of(Object object) {
        if (object instanceof FilePath path) {
            return new File(path.getRemote(), Workspace.Node.of(path.getChannel()));
        }
        if (object instanceof Secret secret) {
            return new Encrypted(secret.getEncryptedValue());
        }
        if (object instanceof TaskListener) {
            return new Listener();
        }
        return object;
    }

    record File(String path, Workspace.Node node) implements Pickle {
        @Override
        public Object rehydrate(Engine engine) {
            return new FilePath(node.channel(), path);
        }
    }

    record Encrypted(String value) implements Pickle {
        @Override
        public Object rehydrate(Engine engine) {
            return Secret.fromString(value);
        }
    }

    record Listener() implements Pickle {
        @Override
        public Object rehydrate(Engine engine) {
            return engine.listener();
        }
    }
}
