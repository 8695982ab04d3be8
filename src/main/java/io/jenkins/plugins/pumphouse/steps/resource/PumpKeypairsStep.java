package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code pumpKeypairs}: moves users' public keys, of one user, of a tenant's users, or of all. */
public final class PumpKeypairsStep extends TenantStep {
    private String user;

    @DataBoundConstructor
    public PumpKeypairsStep() {
        super(Verb.KEYPAIRS);
    }

    public String getUser() {
        return user;
    }

    /** @param user name or id of a user of the source; empty for all */
    @DataBoundSetter
    public void setUser(String user) {
        this.user = Util.fixEmptyAndTrim(user);
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.user = user;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpKeypairs");
        }
    }
}
