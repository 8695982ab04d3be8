package io.jenkins.plugins.pumphouse.mainjob;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;

/** What an operator changes on the target of what came with {@code fixture/six.py}, one of each kind. */
final class TargetChanges implements AutoCloseable {
    private final Cloud target = Testbed.open("target");
    private final String project = id(Service.IDENTITY, "/projects", "projects", "six");
    /** What a comparison has to say of each: kind, name, outcome and fields, as regular expressions. */
    private final List<String> expected = new ArrayList<>();

    private TargetChanges() {}

    /** Makes them. */
    static List<String> make() {
        try (TargetChanges changes = new TargetChanges()) {
            changes.identity();
            changes.compute();
            changes.groups();
            changes.network();
            changes.images();
            return changes.expected;
        }
    }

    private void identity() {
        String ivy = id(Service.IDENTITY, "/users", "users", "ivy");
        patch("/projects/" + project, "{'project': {'description': 'x', 'cost_centre': '4712'}}");
        differs("project six", "description", "cost_centre");
        patch("/users/" + ivy, "{'user': {'email': 'ivy@elsewhere.example', 'phone': '112'}}");
        differs("user ivy", "email", "phone");
        patch("/users/" + id(Service.IDENTITY, "/users", "users", "jan"), "{'user': {'enabled': true}}");
        differs("user jan", "enabled");
        patch(
                "/groups/" + id(Service.IDENTITY, "/groups", "groups", "six shift"),
                "{'group': {'description': 'Days'}}");
        differs("group six shift", "description");
        delete(
                Service.IDENTITY,
                "/projects/" + project + "/users/" + ivy + "/roles/"
                        + id(Service.IDENTITY, "/roles", "roles", "member"));
        expected.add("assignment .*ivy.* missing.*");
    }

    private void compute() {
        String ivy = id(Service.IDENTITY, "/users", "users", "ivy");
        target.send(Request.delete(Service.COMPUTE, "/os-keypairs/laptop")
                .query("user_id", ivy)
                .microversion("2.10"));
        expected.add("keypair .*laptop.* missing.*");
        send(
                Request.put(Service.COMPUTE, "/flavors/six-open/os-extra_specs/hw:cpu_policy"),
                "{'hw:cpu_policy': 'dedicated'}");
        differs("flavor six.open", "extra_specs");
        send(Request.put(Service.COMPUTE, "/os-quota-sets/" + project), "{'quota_set': {'cores': 41}}");
        send(Request.put(Service.VOLUME, "/os-quota-sets/" + project), "{'quota_set': {'gigabytes': 78}}");
        send(Request.put(Service.NETWORK, "/quotas/" + project), "{'quota': {'port': 121}}");
        differs("quota six", "cores", "port", "gigabytes");
        send(
                Request.put(Service.COMPUTE, "/os-quota-sets/" + project).query("user_id", ivy),
                "{'quota_set': {'instances': 2}}");
        differs("user quota .*ivy.*", "instances");
    }

    private void groups() {
        put("security-groups", "ring-a", "{'security_group': {'description': 'changed'}}");
        differs("security group ring-a", "description");
        String group = own("security-groups", "ring-b");
        Request rules = Request.get(Service.NETWORK, "/security-group-rules").query("security_group_id", group);
        target.list(rules, "security_group_rules").stream()
                .filter(rule -> rule.path("port_range_min").asInt() == 5432)
                .forEach(rule -> delete(Service.NETWORK, "/security-group-rules/" + Json.text(rule, "id")));
        differs("rules ring-b", "rule");
        send(
                Request.put(
                        Service.NETWORK,
                        "/address-groups/" + own("address-groups", "six addresses") + "/remove_addresses"),
                "{'addresses': ['203.0.113.8/32']}");
        differs("address group six addresses", "addresses");
    }

    private void network() {
        put("networks", "six-lan", "{'network': {'mtu': 1300}}");
        differs("network six-lan", "mtu");
        put("networks", "six-pooled", "{'network': {'name': 'renamed'}}");
        differs("network six-pooled", "name");
        put("subnets", "six-v4", "{'subnet': {'dns_nameservers': ['1.1.1.1']}}");
        differs("subnet six-v4", "dns_nameservers");
        put("subnetpools", "six pool", "{'subnetpool': {'max_prefixlen': 27}}");
        differs("subnet pool six pool", "max_prefixlen");
        put("routers", "six-router", "{'router': {'routes': []}}");
        differs("routes six-router", "routes");
        put("ports", "vip", "{'port': {'allowed_address_pairs': []}}");
        differs("port vip", "allowed_address_pairs");
        put("trunks", "six-trunk", "{'trunk': {'description': 'changed'}}");
        differs("trunk six-trunk", "description");
        String policy = own("qos/policies", "six marks");
        String marks = "/qos/policies/" + policy + "/dscp_marking_rules";
        target.list(Service.NETWORK, marks, "dscp_marking_rules")
                .forEach(rule -> delete(Service.NETWORK, marks + "/" + Json.text(rule, "id")));
        differs("QoS rules six marks", "rule");
        JsonNode address = target.list(
                        Request.get(Service.NETWORK, "/floatingips").query("project_id", project), "floatingips")
                .get(0);
        send(
                Request.put(Service.NETWORK, "/floatingips/" + Json.text(address, "id")),
                "{'floatingip': {'description': 'changed'}}");
        differs("floating address .*", "description");
    }

    private void images() {
        patchImage("six-plain", "/os_distro", "'ubuntu'");
        differs("image six-plain", "os_distro");
        patchImage("six-golden", "/protected", "false");
        differs("image six-golden", "protected");
    }

    private void patchImage(String name, String path, String value) {
        target.send(Request.patch(Service.IMAGE, "/images/" + id(Service.IMAGE, "/images", "images", name))
                .body(
                        value("[{'op': 'replace', 'path': '" + path + "', 'value': " + value + "}]"),
                        "application/openstack-images-v2.1-json-patch"));
    }

    private void differs(String object, String... fields) {
        expected.add(object + " differs: .*" + String.join(".*", fields) + ".*");
    }

    private void patch(String path, String body) {
        send(Request.patch(Service.IDENTITY, path), body);
    }

    private void put(String path, String name, String body) {
        send(Request.put(Service.NETWORK, "/" + path + "/" + own(path, name)), body);
    }

    private void send(Request request, String body) {
        target.send(request.body(json(body)));
    }

    private void delete(Service service, String path) {
        target.send(Request.delete(service, path));
    }

    /** Id of an object of the project in Neutron. */
    private String own(String path, String name) {
        String list = path.substring(path.lastIndexOf('/') + 1).replace('-', '_');
        Request objects = Request.get(Service.NETWORK, "/" + path).query("project_id", project);
        return id(target.list(objects, list), name);
    }

    private String id(Service service, String path, String list, String name) {
        return id(target.list(service, path, list), name);
    }

    private static String id(List<ObjectNode> objects, String name) {
        return objects.stream()
                .filter(object -> name.equals(Json.text(object, "name")))
                .map(object -> Json.text(object, "id"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " among " + objects));
    }

    @Override
    public void close() {
        target.close();
    }
}
