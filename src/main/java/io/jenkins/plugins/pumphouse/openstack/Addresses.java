package io.jenkins.plugins.pumphouse.openstack;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the addresses in catalogs and configurations have in common: a version in the path, or not yet. */
final class Addresses {

    private static final Pattern VERSION = Pattern.compile("v\\d+(\\.\\d+)?");
    // What Nova, Cinder and Swift have behind their version: the project's id, which may also be another project's.
    private static final Pattern PROJECT =
            Pattern.compile("(AUTH_)?([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private Addresses() {}

    /**
     * The root that paths of a service are relative to, without a slash at its end. Catalogs give Neutron and Glance
     * without a version, Nova and Cinder with one and often with the project's id. Only what stands at the end is the
     * service's version: a gateway may have one of its own in front.
     */
    static String versionedRoot(Service service, String published, String projectId) {
        String url = withoutSlash(published);
        return switch (service) {
            case COMPUTE -> isVersioned(url, projectId) ? url : url + "/v2.1";
            case NETWORK, LOAD_BALANCER -> endsWithVersion(url) ? url : url + "/v2.0";
            // Catalogs of Havana still name /v1 although Glance serves both.
            case IMAGE -> (endsWithVersion(url) ? parent(url) : url) + "/v2";
            case VOLUME -> isVersioned(url, projectId) ? url : url + "/v3/" + projectId;
            case ORCHESTRATION -> isVersioned(url, projectId) ? url : url + "/v1/" + projectId;
            case DNS -> endsWithVersion(url) ? url : url + "/v2";
            case KEY_MANAGER, CONTAINER_INFRA -> endsWithVersion(url) ? url : url + "/v1";
            case SHARE -> isVersioned(url, projectId) ? url : url + "/v2";
            case OBJECT_STORE ->
                isVersioned(url, projectId) && !endsWithVersion(url)
                        ? url
                        : (endsWithVersion(url) ? url : url + "/v1") + "/AUTH_" + projectId;
            case IDENTITY, PLACEMENT -> url;
        };
    }

    /**
     * The address of one project for one that an operator wrote down for all: without a project, or with the one it was
     * copied from.
     */
    static String ofProject(Service service, String given, String projectId) {
        String url = withoutSlash(given);
        String version = isVersioned(url, projectId) && !endsWithVersion(url) ? parent(url) : url;
        boolean byProject = service == Service.VOLUME && endsWithVersion(version)
                || service == Service.COMPUTE && last(version).equals("v2");
        return byProject ? version + "/" + projectId : version;
    }

    /**
     * Where a service tells its microversions: the root of the version, or of the service where its address has no
     * version.
     *
     * @param root a {@link #versionedRoot}
     */
    static String versionDocument(String root, String projectId) {
        return (isVersioned(root, projectId) && !endsWithVersion(root) ? parent(root) : root) + "/";
    }

    /** The address of Keystone in the given version, whatever version the published one has. */
    static String identityRoot(String published, String version) {
        String url = withoutSlash(published);
        return (endsWithVersion(url) ? parent(url) : url) + "/" + version;
    }

    private static boolean isVersioned(String url, String projectId) {
        String last = last(url);
        return endsWithVersion(url)
                || (last.equals(projectId)
                                || last.equals("AUTH_" + projectId)
                                || PROJECT.matcher(last).matches())
                        && endsWithVersion(parent(url));
    }

    private static boolean endsWithVersion(String url) {
        return VERSION.matcher(last(url)).matches();
    }

    private static String last(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String parent(String url) {
        return url.substring(0, Math.max(0, url.lastIndexOf('/')));
    }

    /** The same text for the same service, whatever version and project stand at the end of its address. */
    static String service(String published, String projectId) {
        String url = withoutSlash(published);
        String root = isVersioned(url, projectId) ? parent(endsWithVersion(url) ? url : parent(url)) : url;
        URI uri = URI.create(root);
        int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getHost().toLowerCase(Locale.ROOT) + ":" + (uri.getPort() < 0 ? usual : uri.getPort())
                + withoutSlash(uri.getRawPath());
    }

    static boolean sameHost(String url, URI other) {
        URI uri = URI.create(url);
        return uri.getRawAuthority() != null && uri.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
    }

    static String withoutSlash(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }
}
