package io.jenkins.plugins.pumphouse.pipeline.agent;

import java.security.CodeSource;
import java.util.Set;

/**
 * What the controller takes of that which an agent sends: arrays, enums, exceptions, classes of a plugin's own jar, and
 * of the JDK what Jenkins names (its class filter, JEP-200). Anything else ends the call, for the step as if its agent
 * were lost.
 */
final class ControllerClassFilter {
    /** Of those that Jenkins 2.528.3 names, what a result of ours may be made of. */
    private static final Set<String> NAMED = Set.of(
            "java.lang.Boolean",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.StackTraceElement",
            "java.lang.String",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.net.URI",
            "java.time.Ser",
            "java.util.ArrayList",
            "java.util.CollSer",
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.util.Collections$UnmodifiableSet",
            "java.util.EnumMap",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.UUID");

    private ControllerClassFilter() {}

    /** @throws SecurityException in Jenkins' words */
    static Class<?> check(Class<?> type) {
        boolean taken = type.isPrimitive()
                || type.isArray()
                || Throwable.class.isAssignableFrom(type)
                || Enum.class.isAssignableFrom(type)
                || NAMED.contains(type.getName())
                || isOfThePlugin(type);
        if (!taken) {
            throw new SecurityException(
                    "Rejected: " + type.getName() + "; see https://www.jenkins.io/redirect/class-filter/");
        }
        return type;
    }

    /** Not of a library: Jenkins looks at the manifest of each jar. */
    private static boolean isOfThePlugin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source != null && !source.getLocation().getPath().endsWith(".jar");
    }
}
