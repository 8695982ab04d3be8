package io.jenkins.plugins.pumphouse.host.evacuation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How servers leave their hypervisor. */
public enum How {
    /** Live those that run, cold those that are off. */
    AUTO,
    /** While they run. */
    LIVE,
    /** Off while their disk is copied; one that ran is started again. */
    COLD;

    /** As a pipeline has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(How::word).toList();
    }
}
