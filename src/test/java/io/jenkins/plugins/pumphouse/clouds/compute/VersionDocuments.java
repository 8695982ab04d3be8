package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** What Nova says of its versions. */
final class VersionDocuments {
    private final boolean modern;
    private final AskedMicroversion newest;
    private final String url;

    VersionDocuments(boolean modern, AskedMicroversion newest, String url) {
        this.modern = modern;
        this.newest = newest;
        this.url = url;
    }

    /** All of them. */
    ArrayNode all() {
        ArrayNode versions = WireJson.array();
        if (!modern) {
            return versions.add(version("v2.0", "CURRENT", "2011-01-21T11:33:21Z", "/v2/", null));
        }
        return versions.add(version("v2.0", "SUPPORTED", "2011-01-21T11:33:21Z", "/v2/", ""))
                .add(version("v2.1", "CURRENT", "2013-07-23T11:33:21Z", "/v2.1/", newest.toString()));
    }

    /** The one in use, at its own address. */
    ObjectNode detail() {
        ObjectNode version = (ObjectNode) all().get(modern ? 1 : 0);
        ((ArrayNode) version.get("links"))
                .add(WireJson.object("rel", "describedby", "type", "text/html", "href", "http://docs.openstack.org/"));
        version.set(
                "media-types",
                WireJson.array(WireJson.object(
                        "base",
                        "application/json",
                        "type",
                        modern
                                ? "application/vnd.openstack.compute+json;version=2.1"
                                : "application/vnd.openstack.compute+json;version=2")));
        return version;
    }

    private ObjectNode version(String id, String status, String updated, String path, String highest) {
        ObjectNode version = WireJson.object("id", id, "status", status);
        if (highest != null) {
            version.put("version", highest).put("min_version", highest.isEmpty() ? "" : "2.1");
        }
        version.put("updated", updated);
        version.set("links", WireJson.array(WireJson.object("rel", "self", "href", url + path)));
        return version;
    }
}
