package io.jenkins.plugins.pumphouse.steps.agent;

import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isText;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isTextOrNull;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.require;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.evacuation.Evacuation;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationRequest;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult;
import java.time.Clock;

/** The emptying of a hypervisor inside its cloud. */
public final class EvacuationCall extends AgentCall<EvacuationResult> {
    private static final long serialVersionUID = 1L;

    private final EvacuationRequest request;
    private final SharedStatus status;

    /** @param status takes how far it is */
    public EvacuationCall(EvacuationRequest request, SharedStatus status, TaskListener listener) {
        super(listener);
        this.request = request;
        this.status = status;
    }

    @Override
    public EvacuationResult work() {
        return new Evacuation(request, this::print, line -> tell(status, line), Clock.systemUTC()).run();
    }

    @Override
    protected void check(EvacuationResult result) throws AbortException {
        require(
                request.source().name().equals(result.cloud()) && result.dryRun() == request.dryRun(),
                "it is about something else");
        require(isText(result.host()) && Double.isFinite(result.seconds()), "it does not say which host it is about");
        require(
                result.servers() != null
                        && result.troubles() != null
                        && result.servers().size() + result.troubles().size() <= ReportCheck.MOST_OUTCOMES,
                "it has more than " + ReportCheck.MOST_OUTCOMES + " lines");
        for (String trouble : result.troubles()) {
            require(isText(trouble), "a failure is no text, or too long");
        }
        for (EvacuationResult.Row row : result.servers()) {
            require(
                    row != null
                            && row.end() != null
                            && isText(row.id())
                            && isText(row.name())
                            && isText(row.message())
                            && isTextOrNull(row.how())
                            && isTextOrNull(row.to())
                            && Double.isFinite(row.seconds()),
                    "a server lacks a text, or has one that is too long");
        }
    }
}
