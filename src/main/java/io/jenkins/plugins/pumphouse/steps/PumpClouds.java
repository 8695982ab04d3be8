package io.jenkins.plugins.pumphouse.steps;

import java.io.Serializable;

/**
 * Which configuration, source, target and mapping a step works with, by name. Names only: it is stored with the running
 * build, and passwords must not be.
 *
 * <p>No record, as what Jenkins stores a running build with does not know them.
 */
public final class PumpClouds implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String config;
    private final String source;
    private final String target;
    /** A file of the workspace; null for none, also in what a build of an older release has stored. */
    private final String mapping;

    public PumpClouds(String config, String source, String target, String mapping) {
        this.config = config;
        this.source = source;
        this.target = target;
        this.mapping = mapping;
    }

    /** The same, with what is missing taken from the surrounding block. */
    public PumpClouds within(PumpClouds block) {
        return block == null
                ? this
                : new PumpClouds(
                        config == null ? block.config : config,
                        source == null ? block.source : source,
                        target == null ? block.target : target,
                        mapping == null ? block.mapping : mapping);
    }

    public String config() {
        return config;
    }

    public String source() {
        return source;
    }

    public String target() {
        return target;
    }

    public String mapping() {
        return mapping;
    }
}
