package io.jenkins.plugins.pumphouse.steps;

import java.io.Serializable;

/**
 * Which configuration, source and target a step works with, by name. Names only: it is stored with the running build,
 * and passwords must not be.
 *
 * <p>No record, as what Jenkins stores a running build with does not know them.
 */
public final class PumpClouds implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String config;
    private final String source;
    private final String target;

    public PumpClouds(String config, String source, String target) {
        this.config = config;
        this.source = source;
        this.target = target;
    }

    /** The same, with what is missing taken from the surrounding block. */
    public PumpClouds within(PumpClouds block) {
        return block == null
                ? this
                : new PumpClouds(
                        config == null ? block.config : config,
                        source == null ? block.source : source,
                        target == null ? block.target : target);
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
}
