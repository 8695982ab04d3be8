package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The range of microversions of a service.
 *
 * @param lowest  null when the service has none
 * @param highest null when the service has none
 */
record Microversions(Version lowest, Version highest) {
    static final Microversions NONE = new Microversions(null, null);

    /** A microversion; compared by number, as 2.9 is older than 2.10. */
    record Version(int major, int minor) implements Comparable<Version> {
        static Version of(String text) {
            int dot = text.indexOf('.');
            return new Version(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
        }

        @Override
        public int compareTo(Version other) {
            return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** Out of the version document at a service's root: Nova's shows one version, Cinder's a list of one. */
    static Microversions of(JsonNode document) {
        JsonNode version = document.path("version").isObject() ? document.path("version") : document.path("versions").path(0);
        String highest = version.path("version").asText();
        String lowest = version.path("min_version").asText();
        return highest.matches("\\d+\\.\\d+") && lowest.matches("\\d+\\.\\d+")
                ? new Microversions(Version.of(lowest), Version.of(highest))
                : NONE;
    }

    /** Whether calls of {@code wanted} are understood. */
    boolean supports(String wanted) {
        return highest != null && Version.of(wanted).compareTo(highest) <= 0;
    }

    /** What to send for a caller who understands up to {@code wanted}; null for nothing. */
    String agreed(String wanted) {
        if (wanted == null || highest == null || Version.of(wanted).compareTo(lowest) < 0) {
            return null;
        }
        return supports(wanted) ? wanted : highest.toString();
    }
}
