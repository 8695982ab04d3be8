package io.jenkins.plugins.pumphouse.openstack;

import java.util.List;

/** Catalogs of Keystone v3 and v2.0 for tests, as JSON. */
final class FakeCatalog {

    private FakeCatalog() {}

    /** Every service, in one region, for everybody. */
    static String everything(String url) {
        return v3(
                service("identity", endpoint("public", "RegionOne", url + "/v3")),
                service("compute", endpoint("public", "RegionOne", url + "/compute/v2.1")),
                service("network", endpoint("public", "RegionOne", url + "/network")),
                service("image", endpoint("public", "RegionOne", url + "/image")),
                service("volumev3", endpoint("public", "RegionOne", url + "/volume/v3/" + FakeCloud.PROJECT)),
                service("placement", endpoint("public", "RegionOne", url + "/placement")));
    }

    static String v3(String... services) {
        return "[" + String.join(", ", services) + "]";
    }

    static String service(String type, String... endpoints) {
        return "{\"type\": \"" + type + "\", \"name\": \"some " + type + "\", \"id\": \"s\", \"endpoints\": ["
                + String.join(", ", endpoints) + "]}";
    }

    static String endpoint(String kind, String region, String url) {
        return "{\"id\": \"e\", \"interface\": \"" + kind + "\", \"region\": \"" + region + "\", \"region_id\": \""
                + region + "\", \"url\": \"" + url + "\"}";
    }

    /** Of Keystone v2.0: the same address for everybody but operators. */
    static String serviceV2(String type, String url, String adminUrl) {
        return "{\"type\": \"" + type + "\", \"name\": \"some " + type
                + "\", \"endpoints_links\": [], \"endpoints\": [{\"region\": \"RegionOne\"," + " \"publicURL\": \""
                + url + "\", \"internalURL\": \"" + url + "\", \"adminURL\": \"" + adminUrl + "\"}]}";
    }

    static String v2(List<String> services) {
        return "[" + String.join(", ", services) + "]";
    }
}
