package io.jenkins.plugins.pumphouse.host.power;

/** Whether a machine has power. */
public enum Power {
    ON,
    OFF
}
