package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.Cancelled;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The current token for one project, shared by all threads; when several find it expired at once, one asks for the
 * next.
 */
final class Session {

    private final ReentrantLock renewing = new ReentrantLock();
    private final Supplier<Token> login;
    private volatile Token current;

    Session(Supplier<Token> login) {
        this.login = login;
    }

    /** The token to use now. */
    Token token() {
        Token token = current;
        return token != null && !token.isEnding() ? token : replace(token);
    }

    /** A token with enough life left for a long transfer. */
    Token youngToken() {
        Token token = token();
        return token.isOld() ? replace(token) : token;
    }

    /**
     * Another token than the one that a service has refused.
     *
     * @throws CloudException.WrongCredentials when there is none to be had
     */
    Token replace(Token refused) {
        try {
            renewing.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Cancelled.by(e);
        }
        try {
            if (current == refused) {
                current = login.get();
            }
            return current;
        } finally {
            renewing.unlock();
        }
    }
}
