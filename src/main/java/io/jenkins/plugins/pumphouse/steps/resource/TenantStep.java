package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Util;
import io.jenkins.plugins.pumphouse.migration.Verb;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that one tenant narrows. */
public abstract class TenantStep extends PumpStep {
    private String tenant;

    TenantStep(Verb verb) {
        super(verb);
    }

    public String getTenant() {
        return tenant;
    }

    /** @param tenant name or id of a project of the source; empty for all */
    @DataBoundSetter
    public void setTenant(String tenant) {
        this.tenant = Util.fixEmptyAndTrim(tenant);
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.tenant = tenant;
        return arguments;
    }
}
