package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** Whether Nova may place servers on a host: the state of its nova-compute, which an administrator sets. */
record ComputeService(Cloud cloud, String name) {
    /** Characters; Nova's schema allows no longer reason. */
    private static final int LONGEST_REASON = 255;

    /** See {@link ComputeHost#disable}. */
    boolean disable(String reason) {
        return set(false, reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
    }

    /** See {@link ComputeHost#enable}. */
    boolean enable() {
        return set(true, null);
    }

    private boolean set(boolean enabled, String reason) {
        Registry registry = Registry.read(cloud);
        String host = registry.knownHost(name);
        ObjectNode compute = registry.compute(host);
        if (Registry.isEnabled(compute) == enabled) {
            return false;
        }
        cloud.send(
                cloud.supports(Service.COMPUTE, Registry.UUIDS)
                        ? byId(Registry.text(compute, "id"), enabled, reason)
                        : byName(host, enabled, reason));
        return true;
    }

    private static Request byId(String id, boolean enabled, String reason) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", enabled ? "enabled" : "disabled");
        if (!enabled) {
            body.put("disabled_reason", reason);
        }
        return Request.put(Service.COMPUTE, "/os-services/" + Request.segment(id))
                .body(body)
                .microversion(Registry.UUIDS);
    }

    private static Request byName(String host, boolean enabled, String reason) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("host", host).put("binary", "nova-compute");
        if (!enabled) {
            body.put("disabled_reason", reason);
        }
        return Request.put(Service.COMPUTE, "/os-services/" + (enabled ? "enable" : "disable-log-reason"))
                .body(body);
    }
}
