package io.jenkins.plugins.pumphouse.steps.agent;

import io.jenkins.plugins.pumphouse.login.NewPassword;
import io.jenkins.plugins.pumphouse.migration.options.PasswordReport;
import io.jenkins.plugins.pumphouse.report.PasswordFile;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/**
 * One call's new passwords, which the controller makes and keeps. On its way to an agent it is replaced by a reference:
 * the agent gets a password, when it is kept, and can read none that it was not given.
 */
public final class ControllerPasswords implements PasswordReport, SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    private final transient PasswordFile file;
    private final transient String cloud;

    /** By the user's id on the source, what the file calls its password; null while that is being kept. */
    private final transient Map<String, String> issued = new HashMap<>();

    private transient boolean ended;

    /** @param cloud the target's name */
    public ControllerPasswords(PasswordFile file, String cloud) {
        this.file = file;
        this.cloud = cloud;
    }

    @Override
    public synchronized String issue(String userId, String name, String domain) {
        if (ended) {
            throw new IllegalStateException("the step has ended, or goes on in another call");
        }
        if (!AnswerCheck.isText(userId) || !AnswerCheck.isText(name) || !AnswerCheck.isText(domain)) {
            throw new IllegalArgumentException("a user lacks its id, name or domain, or has one that is too long");
        }
        if (issued.containsKey(userId)) {
            throw new IllegalStateException("one call gives a user one password");
        }
        issued.put(userId, null);
        String password = NewPassword.make().text();
        try {
            issued.put(userId, file.issued(cloud, userId, name, domain, password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return password;
    }

    @Override
    public synchronized void set(String userId, String targetId) {
        String password = issued.get(userId);
        if (password != null && AnswerCheck.isText(targetId)) {
            kept(() -> file.set(password, targetId));
        }
    }

    @Override
    public synchronized void refused(String userId) {
        String password = issued.get(userId);
        if (password != null) {
            kept(() -> file.refused(password));
        }
    }

    private interface Note {
        void write() throws IOException;
    }

    private static void kept(Note note) {
        try {
            note.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The call has ended or is lost: it gets no password any more. */
    public synchronized void end() {
        ended = true;
    }

    private Object writeReplace() throws NotSerializableException {
        return getChannelForSerialization().export(PasswordReport.class, this);
    }
}
