package io.jenkins.plugins.pumphouse.host.fuel;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one node is deployed and no other, which depends on the version of the environment's release. */
public enum DeployWay {
    /** {@code provision?nodes=}, and when the node is provisioned {@code deploy?nodes=}. */
    SELECTED,
    /**
     * {@code PUT changes}: the only way where single nodes cannot be chosen. It takes along all other pending changes.
     */
    CHANGES;

    // Every fuelclient from 5.0 on calls /provision and /deploy with ?nodes=; recorded with 6.1 and 9.2.
    private static final List<Integer> FIRST_WITH_SELECTION = List.of(4, 0);
    private static final Pattern FUEL_VERSION = Pattern.compile("-(\\d+)\\.(\\d+)");

    /**
     * The way for an environment of a release.
     *
     * <p>From 9.0 on {@code changes} deploys <em>all</em> nodes again, ready ones too (fuel-web,
     * {@code get_nodes_to_deploy}), so it is never a way to deploy one.
     */
    public static DeployWay of(FuelRelease release) {
        return compare(fuelVersion(release.version()), FIRST_WITH_SELECTION) < 0 ? CHANGES : SELECTED;
    }

    /**
     * {@code mitaka-9.0} is 9.0, {@code 2014.2.2-6.1} is 6.1; a release that does not say is older than all that do.
     */
    private static List<Integer> fuelVersion(String version) {
        Matcher matcher = FUEL_VERSION.matcher(version);
        return matcher.find()
                ? List.of(Integer.valueOf(matcher.group(1)), Integer.valueOf(matcher.group(2)))
                : List.of(0, 0);
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        return Comparator.<List<Integer>>comparingInt(each -> each.get(0))
                .thenComparingInt(each -> each.get(1))
                .compare(one, other);
    }
}
