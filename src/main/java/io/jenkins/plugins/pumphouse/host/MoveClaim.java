package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.CanonicalForm;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.power.SerialNumber;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What one move at a time may have.
 *
 * @param kind such as {@code bmc}
 * @param identity within the kind, as different spellings of it are the same; null for whichever of its place
 * @param place what the identity counts within; empty where it is the same everywhere
 * @param shown what people call it, such as {@code host cmp-12}
 */
public record MoveClaim(String kind, String identity, String place, String shown) {
    private static final Pattern ID = Pattern.compile("\\d+");

    /** The hosts of a request, by all that tells a machine from another, and the environments that they come into. */
    public static List<MoveClaim> of(HostRequest request) {
        List<MoveClaim> claims = new ArrayList<>();
        for (HostPlan plan : request.hosts()) {
            claims.addAll(ofHost(request, plan));
            String environment =
                    plan.node().environment() == null ? null : lower(plan.node().environment());
            claims.add(new MoveClaim(
                    "environment",
                    environment,
                    CanonicalForm.fuel(request.clouds().fuel().url()),
                    environment == null
                            ? "the environment of Fuel for host " + plan.host()
                            : "environment " + plan.node().environment()));
        }
        return claims.stream().distinct().toList();
    }

    /** The hosts alone, for what changes nothing in Fuel. */
    public static List<MoveClaim> ofHosts(HostRequest request) {
        return request.hosts().stream()
                .flatMap(plan -> ofHost(request, plan).stream())
                .toList();
    }

    /** A host that the inventory may not have. */
    public static MoveClaim ofHost(CloudAccess source, String host) {
        return new MoveClaim("host", lower(host), CanonicalForm.keystone(source.authUrl()), "host " + host);
    }

    private static List<MoveClaim> ofHost(HostRequest request, HostPlan plan) {
        String shown = "host " + plan.host();
        List<MoveClaim> claims = new ArrayList<>();
        String source = CanonicalForm.keystone(request.clouds().source().authUrl());
        claims.add(ofHost(request.clouds().source(), plan.host()));
        if (plan.machine().bmc() != null) {
            claims.add(new MoveClaim(
                    "bmc",
                    CanonicalForm.systemName(plan.machine().bmc()).orElse(null),
                    CanonicalForm.bmc(plan.machine().bmc()),
                    shown));
        }
        SerialNumber.of(plan.machine().serial())
                .ifPresent(serial -> claims.add(new MoveClaim("serial", lower(serial), source, shown)));
        plan.machine().macs().forEach(mac -> claims.add(new MoveClaim("mac", lower(mac), source, shown)));
        return claims;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether both cannot be held at a time. */
    boolean collides(MoveClaim other) {
        return kind.equals(other.kind)
                && place.equals(other.place)
                && (identity == null || other.identity == null || isSame(identity, other.identity));
    }

    private boolean isSame(String one, String another) {
        return one.equals(another)
                || switch (kind) {
                    case "host" -> one.startsWith(another + ".") || another.startsWith(one + ".");
                    // Only Fuel knows which name an id has; one too many waits, and none works beside another.
                    case "environment" ->
                        ID.matcher(one).matches() != ID.matcher(another).matches();
                    default -> false;
                };
    }
}
