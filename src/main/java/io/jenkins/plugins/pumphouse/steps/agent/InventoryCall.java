package io.jenkins.plugins.pumphouse.steps.agent;

import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isText;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.require;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.migration.InventoryText;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.SourceInventory;

/** The reading of both clouds for an inventory. */
public final class InventoryCall extends AgentCall<SourceInventory> {
    private static final long serialVersionUID = 1L;

    private final MigrationRequest request;

    public InventoryCall(MigrationRequest request, TaskListener listener) {
        super(listener);
        this.request = request;
    }

    @Override
    public SourceInventory work() throws InterruptedException {
        SourceInventory inventory = SourceInventory.of(request);
        InventoryText.table(inventory).forEach(this::print);
        return inventory;
    }

    @Override
    protected void check(SourceInventory inventory) throws AbortException {
        require(
                request.source().name().equals(inventory.source())
                        && request.target().name().equals(inventory.target()),
                "it is about other clouds");
        require(
                inventory.cost() != null && Double.isFinite(inventory.cost().seconds()),
                "it does not say what it took");
        require(
                inventory.rows().size() <= ReportCheck.MOST_OUTCOMES,
                "it has more than " + ReportCheck.MOST_OUTCOMES + " objects");
        for (SourceInventory.Row row : inventory.rows()) {
            require(
                    row != null
                            && row.fate() != null
                            && isText(row.kind())
                            && isText(row.name())
                            && isText(row.id())
                            && isText(row.detail())
                            && isText(row.use())
                            && isText(row.step())
                            && isText(row.why()),
                    "an object lacks a text, or has one that is too long");
        }
    }
}
