package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses in the one text that Neutron writes since Rocky (neutron-lib, {@code api/converters.py}): MACs in lower
 * case, IPv6 without what may be left out. An older Neutron, and Nova, show them as somebody has once typed them;
 * compared letter by letter, a copy would never be what it was made of.
 */
public final class WrittenAddresses {
    private static final Pattern MAC = Pattern.compile("(?i)[0-9a-f]{2}([:-][0-9a-f]{2}){5}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]+");
    private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(?=:|$)");

    /** As netaddr, and so Neutron, completes it: {@code 10/8} is {@code 10.0.0.0/8}. */
    private static final Pattern SHORT = Pattern.compile("\\d+(\\.\\d+){0,2}/\\d+");

    private WrittenAddresses() {}

    /** Every address in these fields of an object, however deep, in its one text; changes {@code object}. */
    public static ObjectNode canonical(ObjectNode object, String... fields) {
        for (String field : fields) {
            if (object.has(field)) {
                object.set(field, canonical(object.path(field)));
            }
        }
        return object;
    }

    private static JsonNode canonical(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(canonical(value.asText()));
        }
        if (value instanceof ObjectNode object) {
            for (var field : List.copyOf(object.properties())) {
                object.set(field.getKey(), canonical(field.getValue()));
            }
        } else {
            value.forEach(WrittenAddresses::canonical);
        }
        return value;
    }

    /** What is no address stays as it is. */
    public static String canonical(String written) {
        if (MAC.matcher(written).matches()) {
            return written.toLowerCase(Locale.ROOT).replace('-', ':');
        }
        if (SHORT.matcher(written).matches()) {
            int mask = written.indexOf('/');
            String parts = written.substring(0, mask);
            return parts
                    + ".0".repeat(3 - (int) parts.chars().filter(c -> c == '.').count())
                    + written.substring(mask);
        }
        int mask = written.indexOf('/');
        String address = mask < 0 ? written : written.substring(0, mask);
        return IPV6.matcher(address).matches() ? ipv6(address) + written.substring(address.length()) : written;
    }

    private static String ipv6(String written) {
        byte[] bytes;
        try {
            bytes = InetAddress.getByName(written).getAddress(); // looks nothing up: it has a colon
        } catch (UnknownHostException e) {
            return written;
        }
        if (bytes.length < 16) {
            return written; // one of IPv4 within IPv6
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += 2) {
            groups.add(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
        }
        return shortened(String.join(":", groups));
    }

    /** Without the longest run of zeros, the first of several. */
    private static String shortened(String full) {
        String longest = "";
        int at = 0;
        Matcher zeros = ZEROS.matcher(full);
        while (zeros.find()) {
            if (zeros.group().chars().filter(c -> c == '0').count()
                    > longest.chars().filter(c -> c == '0').count()) {
                longest = zeros.group();
                at = zeros.start();
            }
        }
        if (longest.isEmpty()) {
            return full;
        }
        String rest = full.substring(at + longest.length());
        return full.substring(0, at) + (rest.isEmpty() ? "::" : ":" + rest);
    }
}
