package io.jenkins.plugins.pumphouse.steps.agent;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.migration.Migration;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;

/** One request's work; on an agent, the bytes of images pass through the agent. */
public class MigrationCall extends AgentCall<Report> {
    private static final long serialVersionUID = 1L;

    final MigrationRequest request;
    private final SharedClaims claims;
    private final SharedStatus status;

    /**
     * @param claims of the controller, which an agent asks over the channel as long as this call takes
     * @param status takes how far it is
     */
    public MigrationCall(MigrationRequest request, SharedClaims claims, SharedStatus status, TaskListener listener) {
        super(listener);
        this.request = request;
        this.claims = claims;
        this.status = status;
    }

    @Override
    public Report work() throws InterruptedException {
        return new Migration(
                        request,
                        this::print,
                        line -> tell(status, line),
                        new AskedClaims(claims),
                        request.options().mover().name())
                .run();
    }

    @Override
    protected final void check(Report report) throws AbortException {
        new ReportCheck(request).check(report);
    }
}
