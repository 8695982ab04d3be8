package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.wiring.PortName;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What tells machines, switches, ports and clouds from each other, however they are spelled: the same text for the same
 * thing. No name is looked up, so a name and its address stay two.
 */
public final class CanonicalForm {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,9}\\.){3}\\d{1,9}");

    private static final int KEYSTONE = 5000;
    /** Where Keystone v2.0 did what operators may, in the same process. */
    private static final int KEYSTONE_ADMIN = 35357;

    /** Plain and encrypted. */
    private static final Set<Integer> FUEL = Set.of(8000, 8443);

    private CanonicalForm() {}

    /** IPMI and Redfish at the usual port of each are two ways to one BMC; at another port there may be another BMC. */
    public static String bmc(BmcAccess bmc) {
        boolean usual = bmc.port() == bmc.driver().usualPort();
        return "bmc " + host(bmc.address()) + (usual ? "" : ":" + bmc.port());
    }

    /** One of several systems of a BMC is another machine than each other one. */
    public static String system(BmcAccess bmc) {
        return bmc(bmc) + systemName(bmc).map(name -> " system " + name).orElse("");
    }

    /** The system of a BMC that is meant; empty where nobody names it, so that it may be any. */
    public static Optional<String> systemName(BmcAccess bmc) {
        return Optional.ofNullable(bmc.system().named())
                .map(named -> named.toLowerCase(Locale.ROOT).replaceFirst("/+$", ""))
                .map(path -> path.substring(path.lastIndexOf('/') + 1));
    }

    public static String tor(SwitchAccess tor) {
        return "switch " + host(tor.address()) + ":" + tor.port();
    }

    /** {@code Gi1/0/1}, {@code gi1/0/1} and {@code GigabitEthernet1/0/1} are one port. */
    public static String port(String name) {
        return PortName.canonical(name);
    }

    /** Which Keystone an address is of, whatever its version. */
    public static String keystone(String authUrl) {
        return withHost(authUrl).map(CanonicalForm::keystone).orElse(authUrl);
    }

    private static String keystone(URI uri) {
        int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort() == KEYSTONE_ADMIN ? KEYSTONE : uri.getPort();
        String path = Arrays.stream(uri.getPath().toLowerCase(Locale.ROOT).split("/"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""))
                .replaceFirst("/(auth/)?tokens$", "")
                .replaceFirst("/v\\d[.\\d]*$", "");
        return host(uri.getHost()) + ":" + port + (path.equals("/") ? "" : path);
    }

    /** Which Fuel an address is of: its API has one path, and two usual ports. */
    public static String fuel(String url) {
        return withHost(url)
                .map(uri -> host(uri.getHost()) + (FUEL.contains(uri.getPort()) ? "" : ":" + uri.getPort()))
                .orElse(url);
    }

    /** An address that names a host; empty for what is none. */
    private static Optional<URI> withHost(String address) {
        try {
            return Optional.of(URI.create(address.strip())).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A name without regard to case and the dot at its end, an address in its shortest form. */
    private static String host(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
        }
        if (IPV4.matcher(text).matches()) {
            return Arrays.stream(text.split("\\."))
                    .map(part -> String.valueOf(Integer.parseInt(part)))
                    .collect(Collectors.joining("."));
        }
        return text.indexOf(':') >= 0 ? ipv6(text) : text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String ipv6(String text) {
        int zone = text.indexOf('%');
        try {
            // With a colon it is an address, which Java reads without asking anybody.
            InetAddress address = InetAddress.getByName(zone < 0 ? text : text.substring(0, zone));
            String read = address.getHostAddress();
            return address instanceof Inet6Address && zone >= 0 ? read + text.substring(zone) : read;
        } catch (UnknownHostException e) {
            return text;
        }
    }
}
