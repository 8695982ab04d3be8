package io.jenkins.plugins.pumphouse.steps;

import hudson.Util;
import io.jenkins.plugins.pumphouse.migration.Verb;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A step about servers, named, of a hypervisor or of a tenant. */
public abstract class ServersStep extends TenantStep {
    private List<String> instances = List.of();
    private String host;

    ServersStep(Verb verb) {
        super(verb);
    }

    public List<String> getInstances() {
        return instances;
    }

    /** @param instances names or ids of servers of the source, also several in a text of lines; empty for all of the tenant or host */
    @DataBoundSetter
    public void setInstances(List<String> instances) {
        this.instances = Names.of(instances);
    }

    public String getHost() {
        return host;
    }

    /** @param host name or IP address of a hypervisor of the source; empty for all */
    @DataBoundSetter
    public void setHost(String host) {
        this.host = Util.fixEmptyAndTrim(host);
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.instances = new ArrayList<>(instances);
        arguments.host = host;
        return arguments;
    }

    /** What the descriptors of such steps have in common. */
    abstract static class ServersDescriptor extends PumpDescriptor {
        ServersDescriptor(String function, String title) {
            super(function, title);
        }

        /** The form's text of the instances, one a line. */
        public String lines(ServersStep step) {
            return step == null ? "" : String.join("\n", step.instances);
        }
    }
}
