package io.jenkins.plugins.pumphouse.host.power.ipmi;

import java.util.Map;
import java.util.Set;

/** The generic completion codes (table 5-2) in words. */
final class CompletionCode {
    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(0xC0, "node busy"),
            Map.entry(0xC1, "invalid command"),
            Map.entry(0xC2, "command invalid for given LUN"),
            Map.entry(0xC3, "timeout while processing command"),
            Map.entry(0xC4, "out of space"),
            Map.entry(0xC7, "request data length invalid"),
            Map.entry(0xC8, "request data field length limit exceeded"),
            Map.entry(0xC9, "parameter out of range"),
            Map.entry(0xCB, "requested sensor, data, or record not present"),
            Map.entry(0xCC, "invalid data field in request"),
            Map.entry(0xCE, "command response could not be provided"),
            Map.entry(0xCF, "duplicated request"),
            Map.entry(0xD0, "SDR repository in update mode"),
            Map.entry(0xD1, "device in firmware update mode"),
            Map.entry(0xD2, "BMC initialization in progress"),
            Map.entry(0xD3, "destination unavailable"),
            Map.entry(0xD4, "insufficient privilege level"),
            Map.entry(0xD5, "command not supported in present state"),
            Map.entry(0xD6, "command disabled or unavailable"),
            Map.entry(0xFF, "unspecified error"));

    /** Those that say "later" and not "no". */
    private static final Set<Integer> PASSING = Set.of(0xC0, 0xC3, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD3);

    private CompletionCode() {}

    /** Whether the same command may be accepted when it is sent again later. */
    static boolean isPassing(int code) {
        return PASSING.contains(code);
    }

    static String text(int code) {
        return "%s (0x%02X)".formatted(TEXTS.getOrDefault(code, "a failure of its own"), code);
    }
}
