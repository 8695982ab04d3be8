package io.jenkins.plugins.pumphouse.steps.agent;

import io.jenkins.plugins.pumphouse.login.NewPassword;
import io.jenkins.plugins.pumphouse.migration.options.PasswordReport;
import io.jenkins.plugins.pumphouse.report.PasswordFile;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/**
 * One call's new passwords, which the controller makes and keeps. On its way to an agent it is replaced by a reference:
 * the agent gets a password, when it is kept, and can read none that it was not given.
 */
public final class ControllerPasswords implements PasswordReport, SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    private final transient PasswordFile file;
    private final transient String cloud;
    private final transient Set<String> issued = new HashSet<>();
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
        if (!issued.add(userId)) {
            throw new IllegalStateException("one call gives a user one password");
        }
        String password = NewPassword.make().text();
        try {
            file.issued(cloud, userId, name, domain, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return password;
    }

    @Override
    public synchronized void set(String userId, String targetId) {
        if (issued.contains(userId) && AnswerCheck.isText(targetId)) {
            kept(() -> file.set(userId, targetId));
        }
    }

    @Override
    public synchronized void refused(String userId) {
        if (issued.contains(userId)) {
            kept(() -> file.refused(userId));
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
