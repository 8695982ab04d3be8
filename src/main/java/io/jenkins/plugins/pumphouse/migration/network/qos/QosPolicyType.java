package io.jenkins.plugins.pumphouse.migration.network.qos;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;

/** QoS policies, without their rules: {@link QosRulesType}. */
public final class QosPolicyType extends NeutronType {
    public static final Kind KIND = new Kind("QoS policy");

    static final String PATH = "/qos/policies";
    static final String RULES = "rules";

    public QosPolicyType() {
        super(declared(KIND, PATH, "policies", "policy")
                .existsWith("qos")
                .copies("name", "shared")
                .brings(RULES)
                .brings("description")
                .serviceSets("id", "created_at", "updated_at", "revision_number")
                .tells("is_default", false, "which policy is a project's default is the target's to choose")
                .ownedBy("tenant_id")
                .identifiedBy("name"));
    }

    /** Tags of policies are not below the policies' own path (Networking API v2.0, "Standard Attributes Tag"). */
    @Override
    protected String tagged(Cloud cloud, String id) {
        return "/policies/" + Request.segment(id);
    }

    @Override
    protected boolean isMadeTwice() {
        return true;
    }

    /** Mitaka's, the first release whose policies share these, too: policies themselves have no sign of it. */
    @Override
    protected String sharedByPoliciesWith() {
        return "network-ip-availability";
    }
}
