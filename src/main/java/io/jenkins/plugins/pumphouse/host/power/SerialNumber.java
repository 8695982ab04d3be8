package io.jenkins.plugins.pumphouse.host.power;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A maker's serial number, and what stands in its place where a maker wrote none: the same words on thousands of
 * machines, which tell none from another.
 */
public final class SerialNumber {
    /** As BIOS and BMC firmware ship them; without regard to case, blanks and punctuation. */
    private static final Set<String> FILLERS = Set.of(
            "tobefilledbyoem",
            "defaultstring",
            "default",
            "none",
            "null",
            "na",
            "notspecified",
            "notavailable",
            "notapplicable",
            "notsettable",
            "unspecified",
            "unknown",
            "empty",
            "invalid",
            "oem",
            "sernum",
            "serial",
            "serialnumber",
            "systemserialnumber",
            "chassisserialnumber",
            "baseboardserialnumber",
            "serialnum",
            "notpresent",
            "notprovided",
            "tbd",
            "nil",
            "0987654321",
            "123456789abc",
            "0123456789abcdef",
            "1234567890abcdef",
            // UUIDs that firmware is shipped with; some inventories have the UUID in place of a serial number
            "03000200040005000006000700080009",
            "00020003000400050006000700080009",
            "000102030405060708090a0b0c0d0e0f",
            "030201000504070608090a0b0c0d0e0f",
            "123456781234567890abcddeefaabbcc",
            "0123456789abcdef0123456789abcdef");

    /** With what a maker has written behind it. */
    private static final String TO_BE_FILLED = "tobefilled";

    private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{Nd}]");
    private static final Pattern ONE_CHARACTER = Pattern.compile("(.)\\1*");
    private static final String DIGITS = "01234567890123456789";
    /** Digits; fewer may be a serial number of a small maker. */
    private static final int SHORTEST_RUN = 6;

    private SerialNumber() {}

    /** Empty for null, a blank, and what many machines have. */
    public static Optional<String> of(String textOrNull) {
        return Optional.ofNullable(textOrNull).map(String::strip).filter(text -> !text.isEmpty() && !isFiller(text));
    }

    /** Whether a text stands where a maker wrote no serial number. */
    public static boolean isFiller(String text) {
        String bare = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return bare.isEmpty()
                || FILLERS.contains(bare)
                || bare.startsWith(TO_BE_FILLED)
                || bare.length() > 1 && ONE_CHARACTER.matcher(bare).matches()
                || bare.length() >= SHORTEST_RUN && DIGITS.contains(bare);
    }
}
