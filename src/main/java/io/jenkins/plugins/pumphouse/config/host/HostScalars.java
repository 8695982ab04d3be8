package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.host.fuel.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms of single values that describe machines and switches. */
public final class HostScalars {
    /** RFC 1123: what Nova calls a hypervisor is its host name, with its domain or without. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");

    private static final Pattern HOST_OR_IP =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%a-z]*]?");
    private static final Pattern INFINIBAND = Pattern.compile("(?i)[0-9a-f]{2}([:-][0-9a-f]{2}){19}");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,7})\\s*(m|g|t)i?b?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Long> MIB = Map.of("m", 1L, "g", 1024L, "t", 1024L * 1024);
    private static final int LAST_VLAN = 4094; // IEEE 802.1Q: 0 and 4095 are reserved

    public static final Form<String> HOST_NAME =
            new ScalarForm<>("a hypervisor's name of letters, digits, \".\", \"_\" and \"-\"", text -> {
                if (!NAME.matcher(text).matches()) {
                    throw new ScalarForm.Unfit();
                }
                return text;
            });

    public static final Form<String> ADDRESS = new ScalarForm<>("a host name or an IP address", HostScalars::address);

    public static final Form<String> MAC =
            new ScalarForm<>("a MAC address such as 00:25:90:e7:46:d0", HostScalars::mac);

    /**
     * Of an interface of any kind; empty for one of InfiniBand, whose 20 octets (RFC 4391, 9.1.1) nobody finds the
     * machine by.
     */
    public static final Form<Optional<String>> HARDWARE_ADDRESS = new ScalarForm<>(
            "a MAC address such as 00:25:90:e7:46:d0",
            text -> INFINIBAND.matcher(text).matches() ? Optional.empty() : Optional.of(mac(text)));

    public static final Form<Integer> PORT = number("a port", 1, 65_535);

    public static final Form<Integer> VLAN = number("a VLAN", 1, LAST_VLAN);

    /** A size in MiB: Fuel counts in 1024 whatever letters its pages show. */
    public static final Form<Integer> SIZE_MIB = new ScalarForm<>("a size such as 64GB or 512MB, or rest", text -> {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new ScalarForm.Unfit();
        }
        long mib = Long.parseLong(size.group(1)) * MIB.get(size.group(2).toLowerCase(Locale.ROOT));
        if (mib == 0 || mib > Integer.MAX_VALUE) {
            throw new ScalarForm.Unfit();
        }
        return (int) mib;
    });

    /** A role whose data an operator can move away; never a controller's. */
    public static final Form<String> STORAGE_ROLE =
            new ScalarForm<>("a role of local storage such as ceph-osd", text -> {
                if (Role.isController(text)) {
                    throw new ScalarForm.Unfit(
                            "the source runs on a controller, which is not released: make another node the controller in Fuel");
                }
                return text;
            });

    private HostScalars() {}

    private static Form<Integer> number(String what, int least, int most) {
        String allowed = what + " from " + least + " to " + most;
        return new ScalarForm<>(
                allowed,
                text -> {
                    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
                    if (number < least || number > most) {
                        throw new ScalarForm.Unfit();
                    }
                    return number;
                },
                Schema.number(allowed, least, most));
    }

    private static String address(String text) throws ScalarForm.Unfit {
        if (text.contains("/") || text.contains("@")) {
            throw new ScalarForm.Unfit("leave out \"http://\", paths and user names");
        }
        if (text.matches("[^:]+:\\d+")) {
            throw new ScalarForm.Unfit("\"port\" is a key of its own");
        }
        if (!HOST_OR_IP.matcher(text).matches()) {
            throw new ScalarForm.Unfit();
        }
        return text;
    }

    /** Also takes {@code 00-25-90-E7-46-D0} and {@code 0025.90e7.46d0}, as labels and switches write it. */
    private static String mac(String text) throws ScalarForm.Unfit {
        if (!text.matches("(?i)[0-9a-f]{2}([:-][0-9a-f]{2}){5}|[0-9a-f]{4}(\\.[0-9a-f]{4}){2}|[0-9a-f]{12}")) {
            throw new ScalarForm.Unfit();
        }
        String digits = text.replaceAll("[:.-]", "").toLowerCase(Locale.ROOT);
        if ((Integer.parseInt(digits.substring(0, 2), 16) & 1) != 0) {
            throw new ScalarForm.Unfit("\"" + text + "\" is a multicast address, which no interface has");
        }
        if (digits.equals("000000000000")) {
            throw new ScalarForm.Unfit("\"" + text + "\" is no interface's");
        }
        return List.of(digits.split("(?<=\\G..)")).stream().collect(Collectors.joining(":"));
    }
}
