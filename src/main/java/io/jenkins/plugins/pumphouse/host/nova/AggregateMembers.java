package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** The hosts of aggregates: one comes in, or goes out. */
final class AggregateMembers {
    private final Cloud cloud;

    AggregateMembers(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Puts a host into an aggregate. @return whether anything was changed */
    boolean add(String host, ObjectNode aggregate) {
        if (holds(aggregate, host)) {
            return false;
        }
        try {
            act(Registry.text(aggregate, "id"), "add_host", host);
            return true;
        } catch (CloudException.Conflict e) {
            // Somebody was faster, or it is in another zone; only in the second case is it still outside.
            if (isNow(host, Registry.text(aggregate, "id"))) {
                return false;
            }
            throw e;
        }
    }

    /** Takes a host out of an aggregate; one that is out already is no matter. */
    void leave(String host, String aggregateId) {
        try {
            act(aggregateId, "remove_host", host);
        } catch (CloudException.NotFound e) {
            if (isNow(host, aggregateId)) {
                throw e;
            }
        }
    }

    private void act(String aggregateId, String action, String host) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject(action).put("host", host);
        cloud.send(Request.post(Service.COMPUTE, "/os-aggregates/" + Request.segment(aggregateId) + "/action")
                .body(body));
    }

    private boolean isNow(String host, String aggregateId) {
        return cloud.list(Service.COMPUTE, "/os-aggregates", "aggregates").stream()
                .anyMatch(row -> Registry.text(row, "id").equals(aggregateId) && holds(row, host));
    }

    private static boolean holds(ObjectNode aggregate, String host) {
        for (var member : aggregate.path("hosts")) {
            if (member.asText().equals(host)) {
                return true;
            }
        }
        return false;
    }
}
