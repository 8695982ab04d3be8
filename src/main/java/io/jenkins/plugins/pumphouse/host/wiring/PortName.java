package io.jenkins.plugins.pumphouse.host.wiring;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a port is called: in full or abbreviated, as CDP and LLDP tell it, or as a unit of an interface. */
public final class PortName {
    private static final Pattern PARTS = Pattern.compile("([a-z-]+?)\\s*(\\d.*)");

    /** Switches with units have the one of a port that is not divided as a port of its bridge: {@code ge-0/0/17.0}. */
    private static final Pattern ONLY_UNIT = Pattern.compile("(.*/\\d+)\\.0");

    /** How switches abbreviate the names of their ports in ifName, against what ifDescr and people write. */
    private static final List<String> KINDS = List.of(
            "gigabitethernet",
            "tengigabitethernet",
            "twentyfivegige",
            "fortygigabitethernet",
            "hundredgige",
            "fastethernet",
            "ethernet",
            "port-channel");

    private PortName() {}

    /** The same for all names of one port: {@code Gi1/0/1} and {@code GigabitEthernet1/0/1} are one. */
    public static String canonical(String name) {
        String lower = ONLY_UNIT.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceFirst("$1");
        Matcher parts = PARTS.matcher(lower);
        if (!parts.matches()) {
            return lower;
        }
        String kind = parts.group(1);
        String whole = KINDS.stream()
                .filter(known -> (kind.length() == 2 || kind.length() == 3) && known.startsWith(kind))
                .findFirst()
                .orElse(kind);
        return whole + parts.group(2);
    }
}
