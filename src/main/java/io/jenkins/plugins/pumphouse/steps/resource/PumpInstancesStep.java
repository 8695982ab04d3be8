package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.pumphouse.config.LimitsReader;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.steps.Names;
import io.jenkins.plugins.pumphouse.steps.TakesMap;
import io.jenkins.plugins.pumphouse.steps.text.HealthCheckText;
import io.jenkins.plugins.pumphouse.steps.text.RateText;
import io.jenkins.plugins.pumphouse.steps.text.TimeText;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code pumpInstances}: moves servers, named, of a hypervisor or of a tenant, with all that they need. */
public final class PumpInstancesStep extends DisksStep {
    /** What becomes of paused and suspended servers: they are not touched, or resumed, or resumed and shut down. */
    static final String REFUSE = "refuse";

    private static final List<String> PAUSED = List.of(REFUSE, "resume", "stop");

    /** Null for the usual, or less where the configuration limits it. */
    private Integer parallel;

    private Integer transfers;
    private int perHost;
    private int perTargetHost;
    private String bandwidth;
    private String cutover;
    private String providerNetworks;
    private String until;
    private String maxDowntime;
    private String paused = REFUSE;
    private List<String> accept = List.of();
    private List<String> failIfLost = List.of();
    private List<String> healthCheck = List.of();
    private String healthTimeout;

    @DataBoundConstructor
    public PumpInstancesStep() {
        super(Verb.INSTANCES);
    }

    public int getParallel() {
        return parallel == null ? Options.DEFAULT.parallelism() : parallel;
    }

    /** @param parallel how many servers are on their way at a time, at least 1 */
    @DataBoundSetter
    public void setParallel(int parallel) {
        this.parallel = parallel;
    }

    public int getTransfers() {
        return transfers == null ? Options.DEFAULT.transfers() : transfers;
    }

    /**
     * @param transfers how many servers' contents are transferred at a time, at least 1: a server is stopped when its
     *     transfer can begin
     */
    @DataBoundSetter
    public void setTransfers(int transfers) {
        this.transfers = transfers;
    }

    public int getPerHost() {
        return perHost;
    }

    /** @param perHost how many servers of one hypervisor of the source are on their way at a time; 0 for no bound */
    @DataBoundSetter
    public void setPerHost(int perHost) {
        this.perHost = perHost;
    }

    public int getPerTargetHost() {
        return perTargetHost;
    }

    /** @param perTargetHost how many servers boot on one hypervisor of the target at a time; 0 for no bound */
    @DataBoundSetter
    public void setPerTargetHost(int perTargetHost) {
        this.perTargetHost = perTargetHost;
    }

    public String getCutover() {
        return cutover;
    }

    /** @param cutover {@code hold}, {@code address} or {@code now}; empty for what the configuration says */
    @DataBoundSetter
    public void setCutover(String cutover) {
        this.cutover = Util.fixEmptyAndTrim(cutover);
    }

    public String getProviderNetworks() {
        return providerNetworks;
    }

    /** @param word {@code keep}, {@code choose} or {@code fail}; empty for what the configuration says */
    @DataBoundSetter
    public void setProviderNetworks(String word) {
        this.providerNetworks = Util.fixEmptyAndTrim(word);
    }

    public String getPaused() {
        return paused;
    }

    /** @param paused {@value #REFUSE}, {@code resume} or {@code stop} */
    @DataBoundSetter
    public void setPaused(String paused) {
        this.paused = orUsual(paused, REFUSE);
    }

    public String getUntil() {
        return until;
    }

    /** @param until time of the controller's day; no server is begun that would not finish by then */
    @DataBoundSetter
    public void setUntil(String until) {
        this.until = Util.fixEmptyAndTrim(until);
    }

    public String getMaxDowntime() {
        return maxDowntime;
    }

    /** @param maxDowntime how long a server may be off, such as {@code 20 min} */
    @DataBoundSetter
    public void setMaxDowntime(String maxDowntime) {
        this.maxDowntime = Util.fixEmptyAndTrim(maxDowntime);
    }

    public List<String> getAccept() {
        return accept;
    }

    /**
     * @param accept differences of moved servers that are accepted, also several in a text of lines: {@code db-1:
     *     description}
     */
    @DataBoundSetter
    public void setAccept(List<String> accept) {
        this.accept = Names.of(accept);
    }

    public List<String> getFailIfLost() {
        return failIfLost;
    }

    /** @param failIfLost what no server may lose, also several in a text of lines: {@code hostname} */
    @DataBoundSetter
    public void setFailIfLost(List<String> failIfLost) {
        this.failIfLost = Names.of(failIfLost);
    }

    public List<String> getHealthCheck() {
        return healthCheck;
    }

    /** @param healthCheck what a server has to answer, a line each, or a map of a script: {@code tcp: 22} */
    @TakesMap
    @DataBoundSetter
    public void setHealthCheck(List<String> healthCheck) {
        this.healthCheck = Names.of(healthCheck);
    }

    public String getHealthTimeout() {
        return healthTimeout;
    }

    /** @param healthTimeout how long the copy may take to answer, such as {@code 5 min} */
    @DataBoundSetter
    public void setHealthTimeout(String healthTimeout) {
        this.healthTimeout = Util.fixEmptyAndTrim(healthTimeout);
    }

    public String getBandwidth() {
        return bandwidth;
    }

    /** @param bandwidth that all transfers of the step share, such as {@code 50 MB/s}; empty for no bound */
    @DataBoundSetter
    public void setBandwidth(String bandwidth) {
        this.bandwidth = Util.fixEmptyAndTrim(bandwidth);
    }

    @Override
    void check() throws AbortException {
        super.check();
        checkRange("parallel", getParallel(), 1, LimitsReader.MOST_SERVERS);
        checkRange("transfers", getTransfers(), 1, LimitsReader.MOST_TRANSFERS);
        checkRange("perHost", perHost, 0, LimitsReader.MOST_OF_ONE_HOST);
        checkRange("perTargetHost", perTargetHost, 0, LimitsReader.MOST_OF_ONE_HOST);
        RateText.read("pumpInstances", bandwidth);
        if (until != null) {
            TimeText.end("pumpInstances", "until", until, ZonedDateTime.now());
        }
        if (maxDowntime != null) {
            TimeText.span("pumpInstances", "maxDowntime", maxDowntime);
        }
        checkOneOf("paused", paused, PAUSED);
        HealthCheckText.read(healthCheck, healthTimeout);
        checkWords("failIfLost", failIfLost, LedgerItem.words());
        checkOneOf("cutover", cutover, NetworkChoices.words());
        checkOneOf("providerNetworks", providerNetworks, ProviderNetworks.words());
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.parallel = parallel;
        arguments.transfers = transfers;
        arguments.perHost = perHost;
        arguments.perTargetHost = perTargetHost;
        arguments.bandwidth = bandwidth;
        arguments.cutover = cutover;
        arguments.providerNetworks = providerNetworks;
        arguments.paused = paused;
        arguments.until = TimeText.checked(
                until,
                text -> TimeText.end("pumpInstances", "until", text, ZonedDateTime.now())
                        .toEpochMilli());
        arguments.maxDowntime = TimeText.checked(
                maxDowntime,
                text -> TimeText.span("pumpInstances", "maxDowntime", text).toSeconds());
        arguments.accept.addAll(accept);
        arguments.failIfLost = new ArrayList<>(failIfLost);
        arguments.healthCheck = new ArrayList<>(healthCheck);
        arguments.healthTimeout = healthTimeout;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends InstancesDescriptor {
        public DescriptorImpl() {
            super("pumpInstances");
        }
    }
}
