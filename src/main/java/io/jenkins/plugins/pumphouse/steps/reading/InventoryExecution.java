package io.jenkins.plugins.pumphouse.steps.reading;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.migration.InventoryText;
import io.jenkins.plugins.pumphouse.migration.SourceInventory;
import io.jenkins.plugins.pumphouse.report.BuildFile;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.report.html.InventoryPage;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.settings.WorkspaceFile;
import io.jenkins.plugins.pumphouse.steps.agent.InventoryCall;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The run of {@code pumpInventory}: it reads, so that it may be begun again at any time. */
final class InventoryExecution extends ReadingExecution<InventoryArguments> {
    private static final long serialVersionUID = 1L;

    InventoryExecution(StepContext context, InventoryArguments arguments) {
        super(context, arguments);
    }

    @Override
    String doing() {
        return "reading both clouds";
    }

    @Override
    protected void attempt(FilePath workspace) throws Exception {
        ChosenClouds chosen = chooseClouds(workspace);
        InventoryCall call =
                new InventoryCall(arguments.request(chosen), getContext().get(TaskListener.class));
        SourceInventory inventory = call(call, workspace, () -> {}, found -> keep(found, chosen.dashboards()));
        if (isSettled()) {
            return;
        }
        if (workspace != null) {
            WorkspaceFile.write(
                    workspace, BuildFile.INVENTORY_HTML.fileName(), InventoryPage.of(inventory, chosen.dashboards()));
            WorkspaceFile.write(workspace, BuildFile.INVENTORY_CSV.fileName(), InventoryText.csv(inventory));
        }
        say("done    " + inventory.summary());
        page().link();
        succeed(inventory.toResult());
    }

    private void keep(SourceInventory inventory, Map<String, String> dashboards)
            throws IOException, InterruptedException {
        keep(arguments.step(), inventory.toReport());
        MigrationAction action = MigrationAction.of(getContext().get(Run.class));
        action.put(BuildFile.INVENTORY_HTML, InventoryPage.of(inventory, dashboards));
        action.put(BuildFile.INVENTORY_CSV, InventoryText.csv(inventory));
    }
}
