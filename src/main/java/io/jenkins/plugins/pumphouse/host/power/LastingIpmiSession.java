package io.jenkins.plugins.pumphouse.host.power;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException;
import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiSession;
import io.jenkins.plugins.pumphouse.host.power.ipmi.SessionOpening;
import io.jenkins.plugins.pumphouse.host.power.ipmi.Suite;
import java.time.Duration;

/**
 * A session with a BMC that is made anew when it was idle for too long or the BMC forgot it. Not for several threads at
 * once.
 */
final class LastingIpmiSession implements AutoCloseable {
    /** A BMC ends an idle session after 60 s, give or take 3 (IPMI 2.0, 6.12.15); some sooner. */
    private static final long LONGEST_IDLE = Duration.ofSeconds(30).toNanos();

    private final BmcAccess access;
    private final IpmiFailures failures;
    private IpmiSession session;
    private Suite suite;
    private long used;

    LastingIpmiSession(BmcAccess access) {
        this.access = access;
        this.failures = new IpmiFailures(access);
    }

    @FunctionalInterface
    interface Question<T> {
        T in(IpmiSession session) throws IpmiException;
    }

    /**
     * A session that a BMC has forgotten (it was restarted) looks like one that does not answer: then the question is
     * asked in a new one.
     */
    <T> T ask(Question<T> question) {
        boolean old = session != null;
        try {
            return tryOnce(question);
        } catch (IpmiException e) {
            if (!old || e.reason() != Reason.SILENT) {
                throw failures.of(e);
            }
        }
        return askOnce(question);
    }

    /** Asks for what must not be heard twice; a session that was forgotten is a failure then. */
    <T> T askOnce(Question<T> question) {
        try {
            return tryOnce(question);
        } catch (IpmiException e) {
            throw failures.of(e);
        }
    }

    private <T> T tryOnce(Question<T> question) throws IpmiException {
        try {
            T answer = question.in(session());
            used = System.nanoTime();
            return answer;
        } catch (IpmiException e) {
            if (e.completionCode() == 0 && session != null) {
                session.abandon(); // the next question is asked in a new session
                session = null;
            }
            throw e;
        }
    }

    private IpmiSession session() throws IpmiException {
        if (session != null && System.nanoTime() - used > LONGEST_IDLE) {
            close();
        }
        if (session == null) {
            session = suite == null ? firstSession() : session(suite);
            suite = session.suite();
        }
        return session;
    }

    /** Where the suite is left open, the better one that the BMC has. */
    private IpmiSession firstSession() throws IpmiException {
        if (access.suite() != 0) {
            return session(access.suite() == Suite.SHA1.id() ? Suite.SHA1 : Suite.SHA256);
        }
        try {
            return session(Suite.SHA256);
        } catch (IpmiException e) {
            if (e.reason() != Reason.WRONG_SUITE) {
                throw e;
            }
            return session(Suite.SHA1);
        }
    }

    private IpmiSession session(Suite wanted) throws IpmiException {
        return SessionOpening.open(
                access.address(), access.port(), access.username(), access.password(), wanted, access.timeout());
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
