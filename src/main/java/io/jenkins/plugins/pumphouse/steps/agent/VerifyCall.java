package io.jenkins.plugins.pumphouse.steps.agent;

import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isText;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isTextOrNull;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.require;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.drift.DriftCheck;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import java.util.ArrayList;
import java.util.List;

/** The comparison of what was moved. */
public final class VerifyCall extends AgentCall<Drift> {
    private static final long serialVersionUID = 1L;

    /** Fields of one object. */
    private static final int MOST_DIFFERENCES = 1000;

    private final MigrationRequest request;
    private final ArrayList<String> types;

    public VerifyCall(MigrationRequest request, List<String> types, TaskListener listener) {
        super(listener);
        this.request = request;
        this.types = new ArrayList<>(types);
    }

    @Override
    public Drift work() throws InterruptedException {
        Drift drift = new DriftCheck(request, types).run();
        drift.lines().forEach(this::print);
        drift.notes().forEach(this::print);
        return drift;
    }

    @Override
    protected void check(Drift drift) throws AbortException {
        require(
                request.source().name().equals(drift.source())
                        && request.target().name().equals(drift.target()),
                "it is about other clouds");
        require(drift.cost() != null && Double.isFinite(drift.cost().seconds()), "it does not say what it took");
        require(
                drift.rows().size() <= ReportCheck.MOST_OUTCOMES
                        && drift.notes().size() <= ReportCheck.MOST_OUTCOMES,
                "it has more than " + ReportCheck.MOST_OUTCOMES + " lines");
        for (String note : drift.notes()) {
            require(isText(note), "a note is no text, or too long");
        }
        for (Drift.Row row : drift.rows()) {
            require(
                    row != null
                            && row.state() != null
                            && isText(row.kind())
                            && isText(row.name())
                            && isText(row.message())
                            && isTextOrNull(row.sourceId())
                            && isTextOrNull(row.targetId())
                            && row.differences().size() <= MOST_DIFFERENCES,
                    "an object lacks a text, or has one that is too long");
            for (Difference difference : row.differences()) {
                require(
                        difference != null
                                && isText(difference.field())
                                && isText(difference.source())
                                && isText(difference.target()),
                        "a difference lacks a text, or has one that is too long");
            }
        }
    }
}
