package io.jenkins.plugins.pumphouse.openstack.fault;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a quota that is used up from other refusals of the same status. Neutron says it with 409, Cinder and Glance
 * with 413, Nova and Keystone with 403; so do policies (also those about quotas), proxies, and limits of the rate.
 */
public final class Quota {

    // neutron_lib's and Nova's names of the kind of failure; Glance and Cinder put the class's name into the words.
    private static final Set<String> TYPES = Set.of("overquota", "quotaexceeded", "ipamoverquota");
    private static final List<String> WORDS = List.of(
            "quota exceeded",
            "quota is exceeded",
            "exceeded for quota",
            "exceeds allowed",
            "over quota",
            "exceeds quota",
            "exceeded quota",
            "exceedsavailablequota",
            "storagequotafull",
            "limit exceeded",
            "limitexceeded",
            "limit has been exceeded",
            "limit reached",
            "over limit",
            "over a limit",
            "already exceeded for");
    private static final Pattern MAXIMUM = Pattern.compile("maximum number of [^.]{1,80} (exceeded|exceeds|allowed)");
    private static final List<String> POLICY =
            List.of("policy doesn't allow", "disallowed by policy", "not authorized", "policynotauthorized");

    private Quota() {}

    /** @param hasRetryAfter whether the service says when to try again, which a quota never does */
    public static boolean isUsedUp(int status, Fault fault, boolean hasRetryAfter) {
        if (status != 403 && status != 409 && status != 413 || hasRetryAfter) {
            return false;
        }
        String type = fault.type().toLowerCase(Locale.ROOT);
        String words = fault.words().toLowerCase(Locale.ROOT);
        if (POLICY.stream().anyMatch(policy -> words.contains(policy) || type.equals(policy))) {
            return false;
        }
        return TYPES.contains(type)
                || WORDS.stream().anyMatch(words::contains)
                || MAXIMUM.matcher(words).find();
    }
}
