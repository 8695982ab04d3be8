package io.jenkins.plugins.pumphouse.host.model;

import java.time.Duration;
import java.util.Locale;

/** The way of a hypervisor from one cloud into the other, in its order. docs/hosts.md has the drawing. */
public enum Phase {
    /** Everything that must be true before a machine is taken away is looked at; nothing is changed. */
    INTERLOCK(Duration.ofMinutes(5), "checking whether it can be released"),
    /** The source stops counting on it. */
    LEAVE(Duration.ofMinutes(60), "leaving the source"),
    POWER_OFF(Duration.ofMinutes(15), "powering off"),
    /**
     * Between off and on, its network is moved to the isolated Admin network. A person may have to walk to the host.
     */
    REWIRE(Duration.ofHours(4), "rewiring"),
    /** Told to boot from the network, and switched on. */
    BOOT(Duration.ofMinutes(10), "setting PXE and powering on"),
    /**
     * POST of a server with much memory, the bootstrap image, and the agent's report every 60-90 s (fuel-api.md 8.6).
     */
    DISCOVER(Duration.ofMinutes(30), "waiting for it to register in Fuel"),
    ASSIGN(Duration.ofMinutes(15), "getting roles, disks and interfaces"),
    /**
     * Provisioning and Puppet may take 90 min each before Fuel itself gives up (fuel-api.md 8.6); a queue comes on top.
     */
    DEPLOY(Duration.ofHours(6), "being deployed"),
    ARRIVE(Duration.ofMinutes(30), "arriving in the target");

    private final Duration timeout;
    private final String title;

    Phase(Duration timeout, String title) {
        this.timeout = timeout;
        this.title = title;
    }

    /** How long it may take unless the operator says otherwise. */
    public Duration timeout() {
        return timeout;
    }

    /** What a host is doing, to be read after its name. */
    public String title() {
        return title;
    }

    /** As it is written in pumphouse.yaml, in results and in reports: {@code power_off}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isLast() {
        return this == ARRIVE;
    }

    /** The one after this. */
    public Phase next() {
        return values()[ordinal() + 1];
    }
}
