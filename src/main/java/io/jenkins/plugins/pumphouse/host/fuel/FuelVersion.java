package io.jenkins.plugins.pumphouse.host.fuel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Fuel master says of itself.
 *
 * @param release such as {@code 9.2} or {@code 6.1}
 * @param authRequired whether its API asks for a token
 */
public record FuelVersion(String release, boolean authRequired) {

    private static final Pattern NUMBERS = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})");

    /**
     * Whether the deletion of one node erases it and touches nothing else: from 6.1 on. Before, only its record is
     * deleted, and what erases nodes applies all changes of their environment.
     */
    public boolean deletesSingleNodes() {
        return isAtLeast(6, 1);
    }

    /** False for a version that does not begin with numbers. */
    private boolean isAtLeast(int major, int minor) {
        Matcher numbers = NUMBERS.matcher(release);
        if (!numbers.find()) {
            return false;
        }
        int first = Integer.parseInt(numbers.group(1));
        return first > major || first == major && Integer.parseInt(numbers.group(2)) >= minor;
    }

    /** Such as {@code Fuel 9.2}. */
    @Override
    public String toString() {
        return "Fuel " + release;
    }
}
