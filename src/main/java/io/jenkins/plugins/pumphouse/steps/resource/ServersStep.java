package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.Names;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A step about servers, named, of a hypervisor or of a tenant. */
public abstract class ServersStep extends TenantStep {
    private List<String> instances = List.of();
    private List<String> exclude = List.of();
    private String host;
    private boolean all;

    ServersStep(Verb verb) {
        super(verb);
    }

    public List<String> getInstances() {
        return instances;
    }

    /**
     * @param instances names, ids or patterns ({@code web-*}) of servers of the source, also several in a text of
     *     lines; empty for no restriction
     */
    @DataBoundSetter
    public void setInstances(List<String> instances) {
        this.instances = Names.of(instances);
    }

    public List<String> getExclude() {
        return exclude;
    }

    /**
     * @param exclude names, ids or patterns of servers that are left out, also several in a text of lines; empty for
     *     none
     */
    @DataBoundSetter
    public void setExclude(List<String> exclude) {
        this.exclude = Names.of(exclude);
    }

    public String getHost() {
        return host;
    }

    /** @param host name or IP address of a hypervisor of the source; empty for no restriction */
    @DataBoundSetter
    public void setHost(String host) {
        this.host = Util.fixEmptyAndTrim(host);
    }

    public boolean isAll() {
        return all;
    }

    /** @param all whether all servers of the source are meant, where nothing else narrows them */
    @DataBoundSetter
    public void setAll(boolean all) {
        this.all = all;
    }

    @Override
    void check() throws AbortException {
        super.check();
        if (!all && getTenant() == null && host == null && instances.isEmpty()) {
            throw refusal(
                    "say which servers are meant: tenant: 'demo', host: 'cmp-12' or instances: ['web-1', 'db-1'], or"
                            + " all: true for all servers of the source.");
        }
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.instances = new ArrayList<>(instances);
        arguments.exclude = new ArrayList<>(exclude);
        arguments.host = host;
        arguments.all = all;
        return arguments;
    }
}
