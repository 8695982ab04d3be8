package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.pumphouse.config.LimitsReader;
import io.jenkins.plugins.pumphouse.steps.Names;
import io.jenkins.plugins.pumphouse.steps.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps that move hypervisors have in common. */
public abstract class HypervisorStep extends PlannedStep {
    /** Seconds; nodes report to Fuel every 60 to 90 (fuel-api.md, 8.6), so more often brings nothing. */
    static final int USUAL_POLL = 15;

    private static final List<String> POLICIES = List.of("stop", "continue");

    private final List<String> hosts;
    private String wiring;
    private String environment;
    private List<String> roles = List.of();
    private List<String> lastOf = List.of();
    private int maxParallel = 1;
    private String onFailure = "stop";
    private int retries;
    private int poll = USUAL_POLL;

    /**
     * @param hosts names or addresses of hypervisors of the source, also several in a text of lines; there is no "all"
     */
    HypervisorStep(List<String> hosts) {
        this.hosts = Names.of(hosts);
    }

    /** Who rewires the hosts: a block, or one of {@link HostDescriptor#WIRINGS}; null for what the inventory says. */
    public String getWiring() {
        return wiring;
    }

    /** A block decides it for its step; only the steps without a block take it as an argument. */
    void setWiring(String wiring) {
        this.wiring = Util.fixEmptyAndTrim(wiring);
    }

    public List<String> getHosts() {
        return hosts;
    }

    public String getEnvironment() {
        return environment;
    }

    /** @param environment of Fuel, by name or id; empty for that of the inventory, or the only one there is */
    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    public List<String> getRoles() {
        return roles;
    }

    /** @param roles in Fuel; empty for those of the inventory */
    @DataBoundSetter
    public void setRoles(List<String> roles) {
        this.roles = Names.of(roles);
    }

    public List<String> getLastOf() {
        return lastOf;
    }

    /** @param lastOf names of zones and aggregates of the source whose last compute node may be released */
    @DataBoundSetter
    public void setLastOf(List<String> lastOf) {
        this.lastOf = Names.of(lastOf);
    }

    public int getMaxParallel() {
        return maxParallel;
    }

    /** @param maxParallel how many hosts are on their way at a time, at least 1 */
    @DataBoundSetter
    public void setMaxParallel(int maxParallel) {
        this.maxParallel = maxParallel;
    }

    public String getOnFailure() {
        return onFailure;
    }

    /** @param onFailure {@code stop} to begin no further host after one has failed, or {@code continue} */
    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = orUsual(onFailure, "stop");
    }

    public int getRetries() {
        return retries;
    }

    /** @param retries how often a phase is begun again after a failure that may pass by itself, at least 0 */
    @DataBoundSetter
    public void setRetries(int retries) {
        this.retries = retries;
    }

    public int getPoll() {
        return poll;
    }

    /** @param poll seconds between two looks at the hosts, at least 1 */
    @DataBoundSetter
    public void setPoll(int poll) {
        this.poll = poll;
    }

    @Override
    public final StepExecution start(StepContext context) throws AbortException {
        check();
        return new HostsExecution(context, arguments());
    }

    /**
     * Refuses what the step cannot be asked for; a setter cannot, as the form and the snippet generator call it, too.
     *
     * @throws AbortException saying what is allowed
     */
    void check() throws AbortException {
        if (hosts.isEmpty()) {
            throw refusal("no host is named. Say which hypervisors may be taken away, for example hosts: ['cmp-12'];"
                    + " \"all\" is not possible.");
        }
        if (!HostArguments.BLOCK.equals(wiring)) {
            checkOneOf("wiring", wiring, HostDescriptor.WIRINGS);
        }
        checkOneOf("onFailure", onFailure, POLICIES);
        checkRange("maxParallel", maxParallel, 1, LimitsReader.MOST_HOSTS);
        checkRange("retries", retries, 0, 1000);
        checkRange("poll", poll, 1, 3600);
    }

    /** The arguments as the execution keeps them; a step adds its own. */
    HostArguments arguments() {
        HostArguments arguments = new HostArguments(getDescriptor().getFunctionName(), clouds(), isDryRun());
        arguments.hosts = new ArrayList<>(hosts);
        arguments.wiring = wiring;
        arguments.environment = environment;
        arguments.roles = new ArrayList<>(roles);
        arguments.lastOf = new ArrayList<>(lastOf);
        arguments.maxParallel = maxParallel;
        arguments.goOn = onFailure.equals("continue");
        arguments.retries = retries;
        arguments.poll = poll;
        return arguments;
    }
}
