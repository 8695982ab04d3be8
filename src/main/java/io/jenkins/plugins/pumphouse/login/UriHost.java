package io.jenkins.plugins.pumphouse.login;

/** The host of a URI (RFC 3986, section 3.2.2). */
public final class UriHost {
    private UriHost() {}

    /** @param address a host name, or an address of IPv4 or IPv6; only the last gets brackets, unless it has them */
    public static String of(String address) {
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }
}
