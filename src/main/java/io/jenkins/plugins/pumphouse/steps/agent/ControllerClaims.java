package io.jenkins.plugins.pumphouse.steps.agent;

import io.jenkins.plugins.pumphouse.migration.engine.LocalClaims;
import io.jenkins.plugins.pumphouse.migration.model.Claims;
import java.io.NotSerializableException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/**
 * One call's part in the claims of the controller. On its way to an agent it is replaced by a reference: what the agent
 * claims, it claims on the controller.
 *
 * <p>An agent runs other people's code, so it claims and releases for its own call only, and not without bound.
 */
public final class ControllerClaims implements SharedClaims, SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_KEY = 10_000;

    private final transient Claims claims;
    private final transient Claimant claimant;
    private final transient Runnable granting;
    private final transient Set<String> held = new HashSet<>();
    private transient boolean ended;

    /** @param name what those see who wait for this call */
    public ControllerClaims(String name) {
        this(name, () -> {});
    }

    /** @param granting is run before each answer after which the call may write */
    public ControllerClaims(String name, Runnable granting) {
        this(LocalClaims.OF_THIS_JVM, name, granting);
    }

    public ControllerClaims(Claims claims, String name) {
        this(claims, name, () -> {});
    }

    private ControllerClaims(Claims claims, String name, Runnable granting) {
        this.claims = claims;
        this.granting = granting;
        this.claimant = new Claimant(UUID.randomUUID().toString(), name);
    }

    @Override
    public long now() {
        return claims.now();
    }

    @Override
    public synchronized Grant claim(String key, Claimant any, long since) {
        if (ended) {
            throw new IllegalStateException("the step has ended, or goes on in another call");
        }
        if (key.length() > LONGEST_KEY || held.size() >= ReportCheck.MOST_OUTCOMES) {
            throw new IllegalStateException("more is claimed than a migration has objects");
        }
        Grant grant = claims.claim(key, claimant, since);
        if (grant.granted()) {
            held.add(key);
            granting.run();
        }
        return grant;
    }

    @Override
    public synchronized void release(String key, Claimant any) {
        if (held.remove(key)) {
            claims.release(key, claimant);
        }
    }

    @Override
    public synchronized void releaseAll(Claimant any) {
        Set.copyOf(held).forEach(key -> release(key, claimant));
    }

    /** The call has ended or is lost: others may have what it claimed, and it gets nothing any more. */
    public synchronized void end() {
        ended = true;
        releaseAll(claimant);
    }

    private Object writeReplace() throws NotSerializableException {
        return getChannelForSerialization().export(SharedClaims.class, this);
    }
}
