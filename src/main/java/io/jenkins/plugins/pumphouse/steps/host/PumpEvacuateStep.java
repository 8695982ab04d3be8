package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationRequest;
import io.jenkins.plugins.pumphouse.host.evacuation.How;
import io.jenkins.plugins.pumphouse.steps.Names;
import io.jenkins.plugins.pumphouse.steps.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code pumpEvacuate}: the servers of a hypervisor go to other hypervisors of the source. */
public final class PumpEvacuateStep extends PlannedStep {
    private String host;
    private String how = How.AUTO.word();
    private List<String> cold = List.of();
    /** Null for the usual, or less where the configuration limits it. */
    private Integer parallel;

    private int poll = EvacuationRequest.USUAL_POLL;
    private int timeout = EvacuationRequest.USUAL_TIMEOUT;

    @DataBoundConstructor
    public PumpEvacuateStep() {
        // the host is looked for when the step starts, so that a form without it is one
    }

    public String getHost() {
        return host;
    }

    /** @param host name of a hypervisor of the source, or of its compute service */
    @DataBoundSetter
    public void setHost(String host) {
        this.host = Util.fixEmptyAndTrim(host);
    }

    public String getHow() {
        return how;
    }

    /** @param how {@code auto}, {@code live} or {@code cold} */
    @DataBoundSetter
    public void setHow(String how) {
        this.how = orUsual(how, How.AUTO.word());
    }

    public List<String> getCold() {
        return cold;
    }

    /** @param cold names or ids of servers that are migrated cold whatever {@code how} says */
    @DataBoundSetter
    public void setCold(List<String> cold) {
        this.cold = Names.of(cold);
    }

    public int getParallel() {
        return parallel == null ? EvacuationRequest.USUAL_PARALLEL : parallel;
    }

    /** @param parallel how many servers are under way at a time, at least 1 */
    @DataBoundSetter
    public void setParallel(int parallel) {
        this.parallel = parallel;
    }

    public int getPoll() {
        return poll;
    }

    /** @param poll seconds between two looks at the servers, at least 1 */
    @DataBoundSetter
    public void setPoll(int poll) {
        this.poll = poll;
    }

    public int getTimeout() {
        return timeout;
    }

    /** @param timeout minutes for one server, at least 1 */
    @DataBoundSetter
    public void setTimeout(int timeout) {
        this.timeout = timeout;
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        if (host == null) {
            throw refusal("no host is named. Say which hypervisor is to be emptied, for example host: 'cmp-12'.");
        }
        checkOneOf("how", how, How.words());
        checkRange("parallel", getParallel(), 1, 100);
        checkRange("poll", poll, 1, 3600);
        checkRange("timeout", timeout, 1, 10_080);
        EvacuationArguments arguments =
                new EvacuationArguments(getDescriptor().getFunctionName(), clouds(), isDryRun());
        arguments.host = host;
        arguments.how = how;
        arguments.cold = new ArrayList<>(cold);
        arguments.parallel = parallel == null ? 0 : parallel;
        arguments.poll = poll;
        arguments.timeout = timeout;
        return new EvacuationExecution(context, arguments);
    }

    @Extension
    public static final class DescriptorImpl extends HostDescriptor {
        public DescriptorImpl() {
            super("pumpEvacuate");
        }

        @POST
        public ListBoxModel doFillHowItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.text("choice.how.auto"), How.AUTO.word());
            items.add(Messages.text("choice.how.live"), How.LIVE.word());
            items.add(Messages.text("choice.how.cold"), How.COLD.word());
            return items;
        }
    }
}
