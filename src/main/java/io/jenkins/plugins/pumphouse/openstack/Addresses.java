package io.jenkins.plugins.pumphouse.openstack;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the addresses in catalogs and configurations have in common: a version in the path, or not yet. */
final class Addresses {

    private static final Pattern VERSION = Pattern.compile("/v\\d+(\\.\\d+)?(?=/|$)");

    private Addresses() {}

    /**
     * The root that paths of a service are relative to, without a slash at its end. Catalogs give Neutron and Glance without a
     * version, Nova and Cinder with one and often with the project's id.
     */
    static String versionedRoot(Service service, String published, String projectId) {
        String url = withoutSlash(published);
        boolean versioned = VERSION.matcher(path(url)).find();
        return switch (service) {
            case COMPUTE -> versioned ? url : url + "/v2.1";
            case NETWORK -> versioned ? url : url + "/v2.0";
            // Catalogs of Havana still name /v1 although Glance serves both.
            case IMAGE -> versioned ? url.replaceFirst("/v\\d+(\\.\\d+)?$", "/v2") : url + "/v2";
            case VOLUME -> versioned ? url : url + "/v3/" + projectId;
            case IDENTITY, PLACEMENT -> url;
        };
    }

    /** Where a service tells its microversions: the root of the version, or of the service where its address has no version. */
    static String versionDocument(String root) {
        Matcher version = VERSION.matcher(root);
        return version.find() ? root.substring(0, version.end()) + "/" : root + "/";
    }

    /** The address of Keystone in the given version, whatever version the published one has. */
    static String identityRoot(String published, String version) {
        return withoutSlash(published).replaceFirst("/v\\d+(\\.\\d+)?$", "") + "/" + version;
    }

    static boolean sameHost(String url, URI other) {
        URI uri = URI.create(url);
        return uri.getRawAuthority() != null && uri.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
    }

    static String withoutSlash(String url) {
        return url.replaceFirst("/+$", "");
    }

    private static String path(String url) {
        return URI.create(url).getRawPath();
    }
}
