package io.jenkins.plugins.pumphouse.migration.novanetwork;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses of one network.
 *
 * @param text as the network has it: {@code 10.0.0.0/24}
 * @param first address of the range
 * @param bits that all its addresses begin with
 * @param length of an address in bits
 */
record Cidr(String text, BigInteger first, int bits, int length) {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");
    private static final Pattern ZEROS = Pattern.compile("(^|:)(0(:|$)){2,}");
    private static final int HALF = 64;

    static Cidr of(String text) {
        String[] parts = text.split("/");
        byte[] address = bytes(parts[0]);
        int length = address.length * Byte.SIZE;
        int bits = parts.length > 1 ? Integer.parseInt(parts[1]) : length;
        int free = length - bits;
        return new Cidr(text, new BigInteger(1, address).shiftRight(free).shiftLeft(free), bits, length);
    }

    /** A name would be looked up. */
    private static byte[] bytes(String address) {
        if (!LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException("not an address: " + address);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + address, e);
        }
    }

    /** False for null, and for what is no address. */
    boolean contains(String address) {
        if (address == null || !LITERAL.matcher(address).matches()) {
            return false;
        }
        byte[] bytes = bytes(address);
        BigInteger beyond = number(bytes).subtract(first);
        return bytes.length * Byte.SIZE == length && beyond.signum() >= 0 && beyond.bitLength() <= length - bits;
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    /** The number of an address. */
    static BigInteger number(String address) {
        return number(bytes(address));
    }

    /** The address at a place of the range; from its end for a negative one: -1 is the broadcast address of IPv4. */
    String at(long place) {
        BigInteger size = BigInteger.ONE.shiftLeft(length - bits);
        return address(first.add(place < 0 ? size.add(BigInteger.valueOf(place)) : BigInteger.valueOf(place)));
    }

    String address(BigInteger number) {
        byte[] bytes = new byte[length / Byte.SIZE];
        byte[] given = number.toByteArray();
        int used = Math.min(given.length, bytes.length);
        System.arraycopy(given, given.length - used, bytes, bytes.length - used, used);
        try {
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            return text.contains(":") ? ZEROS.matcher(text).replaceFirst("::") : text;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of a card with this MAC by stateless autoconfiguration (RFC 4291, appendix A). */
    String ofMac(String mac) {
        BigInteger id = new BigInteger(mac.replace(":", ""), 16);
        BigInteger high = id.shiftRight(24).xor(BigInteger.valueOf(0x020000));
        BigInteger low = id.and(BigInteger.valueOf(0xffffff));
        BigInteger eui =
                high.shiftLeft(40).or(BigInteger.valueOf(0xfffeL << 24)).or(low);
        return address(first.shiftRight(HALF).shiftLeft(HALF).or(eui));
    }
}
