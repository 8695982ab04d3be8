package io.jenkins.plugins.pumphouse.clouds.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses, as {@code 10.0.0.0/24} or {@code fd00::/8}.
 *
 * @param first the lowest address as a number
 * @param bits how many leading bits are fixed
 * @param width 32 or 128
 */
record Prefix(BigInteger first, int bits, int width) {
    /** The range of a text with or without a length, host bits cleared; empty for a text that is none. */
    static Optional<Prefix> of(String text) {
        String[] parts = text.split("/", 2);
        return number(parts[0]).flatMap(number -> {
            int width = parts[0].contains(":") ? 128 : 32;
            if (parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
                return Optional.empty();
            }
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : width;
            if (bits > width) {
                return Optional.empty();
            }
            BigInteger first = number.shiftRight(width - bits).shiftLeft(width - bits);
            return Optional.of(new Prefix(first, bits, width));
        });
    }

    /** An address as a number; empty for a text that is no literal address. */
    static Optional<BigInteger> number(String address) {
        if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}") && !address.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigInteger(1, InetAddress.getByName(address).getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean v6() {
        return width == 128;
    }

    BigInteger last() {
        return first.add(BigInteger.ONE.shiftLeft(width - bits)).subtract(BigInteger.ONE);
    }

    boolean contains(String address) {
        return address.contains(":") == v6()
                && number(address)
                        .map(n -> n.compareTo(first) >= 0 && n.compareTo(last()) <= 0)
                        .orElse(false);
    }

    boolean overlaps(Prefix other) {
        return width == other.width && first.compareTo(other.last()) <= 0 && other.first.compareTo(last()) <= 0;
    }

    String text(BigInteger address) {
        return text(address, v6());
    }

    /** An address in its canonical text, IPv6 with its longest run of zeros left out. */
    static String text(BigInteger address, boolean v6) {
        if (!v6) {
            int number = address.intValue();
            return (number >>> 24) + "." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
        }
        StringBuilder full = new StringBuilder();
        for (int group = 7; group >= 0; group--) {
            full.append(Integer.toHexString(address.shiftRight(16 * group).intValue() & 0xffff))
                    .append(group > 0 ? ":" : "");
        }
        String longest = "";
        Matcher zeros = Pattern.compile("(^|:)0(:0)+(?=:|$)").matcher(full);
        while (zeros.find()) {
            if (zeros.group().length() > longest.length()) {
                longest = zeros.group();
            }
        }
        if (longest.isEmpty()) {
            return full.toString();
        }
        String shortened = full.toString().replaceFirst(Pattern.quote(longest), ":");
        return shortened.equals(":") ? "::" : shortened.endsWith(":") ? shortened + ":" : shortened;
    }

    @Override
    public String toString() {
        return text(first) + "/" + bits;
    }
}
