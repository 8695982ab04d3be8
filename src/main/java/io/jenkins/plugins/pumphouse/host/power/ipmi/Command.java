package io.jenkins.plugins.pumphouse.host.power.ipmi;

/** The commands that we send, by network function and number (appendix G). */
public enum Command {
    CHASSIS_STATUS(0x00, 0x01, 1, "Get Chassis Status"),
    CHASSIS_CONTROL(0x00, 0x02, 0, "Chassis Control"),
    SET_BOOT_OPTIONS(0x00, 0x08, 0, "Set System Boot Options"),
    BOOT_OPTIONS(0x00, 0x09, 4, "Get System Boot Options"),
    SYSTEM_GUID(0x06, 0x37, 0, "Get System GUID"),
    AUTHENTICATION_CAPABILITIES(0x06, 0x38, 0, "Get Channel Authentication Capabilities"),
    SET_PRIVILEGE(0x06, 0x3B, 0, "Set Session Privilege Level"),
    CLOSE_SESSION(0x06, 0x3C, 0, "Close Session"),
    FRU_AREA(0x0A, 0x10, 3, "Get FRU Inventory Area Info"),
    READ_FRU(0x0A, 0x11, 1, "Read FRU Data");

    private final int networkFunction;
    private final int number;
    private final int leastAnswer;
    private final String title;

    Command(int networkFunction, int number, int leastAnswer, String title) {
        this.networkFunction = networkFunction;
        this.number = number;
        this.leastAnswer = leastAnswer;
        this.title = title;
    }

    int networkFunction() {
        return networkFunction;
    }

    int number() {
        return number;
    }

    /**
     * How many bytes an answer has behind its completion code 0, if not more: its readers need no check of their own.
     */
    int leastAnswer() {
        return leastAnswer;
    }

    /** The name in the specification. */
    public String title() {
        return title;
    }
}
