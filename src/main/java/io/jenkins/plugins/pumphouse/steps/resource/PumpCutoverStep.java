package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.Names;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code pumpCutover}: hands the gateway and DHCP of networks that both clouds share from the source to the target. */
public final class PumpCutoverStep extends TenantStep {
    private List<String> networks = List.of();
    private boolean force;

    @DataBoundConstructor
    public PumpCutoverStep() {
        super(Verb.CUTOVER);
    }

    public List<String> getNetworks() {
        return networks;
    }

    /** @param networks names or ids of networks of the source; empty for all shared ones of the tenant */
    @DataBoundSetter
    public void setNetworks(List<String> networks) {
        this.networks = Names.of(networks);
    }

    public boolean isForce() {
        return force;
    }

    /** @param force whether to switch over although servers in the network have not moved */
    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    @Override
    void check() throws AbortException {
        super.check();
        if (getTenant() == null && networks.isEmpty()) {
            throw refusal(
                    "say which networks are meant: networks: ['web-net'], or tenant: 'demo' for all of the tenant.");
        }
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.networks = new ArrayList<>(networks);
        arguments.force = force;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpCutover");
        }
    }
}
