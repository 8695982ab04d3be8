package io.jenkins.plugins.pumphouse.host.power;

import java.util.Arrays;
import java.util.List;

/** How a call of ipmitool ended, told by its exit status and by the words of its version 1.8 (with {@code -v}). */
enum IpmitoolVerdict {
    /** "Later", as completion codes and as the refusal of a session; before the others, whose lines it shares. */
    BUSY(
            "insufficient resources for session",
            "Insufficient resources",
            "Node busy",
            "Timeout while processing command",
            "failed: Timeout",
            "Command response could not be provided",
            "duplicated request",
            "in update mode",
            "initialization in progress",
            "Destination unavailable"),
    WRONG_SUITE("Error in open session response message"),
    WRONG_PRIVILEGE("unauthorized role", "Set Session Privilege Level to"),
    WRONG_USER("unauthorized name", "Username is too long"),
    WRONG_PASSWORD("RAKP 2 HMAC is invalid", "invalid integrity check value", "password is longer than"),
    /** It does not say why; where nothing answers it ends like this. */
    NO_SESSION("Unable to establish"),
    KILLED,
    DONE,
    REFUSED;

    private final List<String> words;

    IpmitoolVerdict(String... words) {
        this.words = List.of(words);
    }

    String[] words() {
        return words.toArray(String[]::new);
    }

    static IpmitoolVerdict of(Ipmitool.Result result) {
        if (result.status() <= 0) {
            return result.status() == 0 ? DONE : KILLED;
        }
        return Arrays.stream(values())
                .filter(verdict -> verdict.words.stream().anyMatch(result.output()::contains))
                .findFirst()
                .orElse(REFUSED);
    }
}
