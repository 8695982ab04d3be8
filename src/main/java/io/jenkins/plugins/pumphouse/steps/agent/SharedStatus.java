package io.jenkins.plugins.pumphouse.steps.agent;

import java.io.Serializable;

/** Takes from an agent how far its work is. Public, as both sides of the channel implement it. */
public interface SharedStatus extends Serializable {
    /** @param line for those who look at the running step */
    void told(String line);
}
