package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.report.BuildFile;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.report.NamedPlans;
import io.jenkins.plugins.pumphouse.report.html.PlanFile;
import io.jenkins.plugins.pumphouse.report.html.PlanPage;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.settings.WorkspaceFile;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The plan of a step as a file: in the workspace, and on the page of the build. Outside of {@code node} the build keeps
 * it from one step to the next.
 */
final class PlanDocument {
    private final PumpArguments arguments;
    private final MigrationAction action;
    /** Null outside of {@code node}. */
    private final FilePath workspace;

    PlanDocument(PumpArguments arguments, MigrationAction action, FilePath workspace) {
        this.arguments = arguments;
        this.action = action;
        this.workspace = workspace;
    }

    /**
     * The plan that is to be applied; null when none is named, and for a dry run, which makes one.
     *
     * @param told takes what a person should know who applies it
     */
    ApprovedPlan approved(ChosenClouds chosen, Consumer<String> told) throws IOException, InterruptedException {
        if (arguments.plan == null) {
            return null;
        }
        if (arguments.dryRun()) {
            checkName();
            return null;
        }
        Optional<String> text;
        try {
            text = workspace == null
                    ? keptByTheBuild()
                    : WorkspaceFile.read(workspace, arguments.plan, PlanFile.MOST_BYTES);
        } catch (ConfigurationException e) {
            throw new AbortException(e.getMessage());
        }
        return PlanFile.read(
                arguments.plan,
                text.orElseThrow(() -> new AbortException(arguments.step() + ": there is no " + arguments.plan
                        + (workspace == null ? " of an earlier dry run in this build" : " in the workspace")
                        + ". Nothing was done. Write it with a dry run: " + arguments.step() + "(dryRun: true, plan: '"
                        + arguments.plan + "').")),
                arguments.step(),
                chosen.source().name(),
                chosen.target().name(),
                PlanConditions.of(arguments, chosen),
                told);
    }

    /** That of the name; for the usual name, which need not be given, that of the last dry run. */
    private Optional<String> keptByTheBuild() throws IOException, AbortException {
        checkName();
        return arguments.plan.equals(BuildFile.PLAN.fileName())
                ? action.read(BuildFile.PLAN)
                : NamedPlans.of(action).read(arguments.plan);
    }

    /** Before anything is read: a plan that cannot be written is no use. */
    private void checkName() throws AbortException {
        if (!WorkspaceFile.isPlain(arguments.plan)) {
            throw new AbortException(
                    arguments.step() + ": plan is '" + arguments.plan + "', which is no plain name of a"
                            + " file. Use letters, digits, '-', '_' and '.' alone: a dry run writes it into the workspace"
                            + " itself. Nothing was done.");
        }
    }

    /** Writes the plan of a dry run, or of a step that was refused before it changed anything. */
    void keep(Report report, ChosenClouds chosen) throws IOException, InterruptedException {
        if (!report.dryRun()) {
            return;
        }
        String text = PlanFile.of(arguments.step(), report, PlanConditions.of(arguments, chosen));
        String page = PlanPage.of(arguments.step(), report, chosen.dashboards());
        action.put(BuildFile.PLAN, text);
        action.put(BuildFile.PLAN_HTML, page);
        boolean named = arguments.plan != null;
        if (workspace == null && named && arguments.dryRun()) {
            NamedPlans.of(action).keep(arguments.plan, text);
        }
        if (workspace != null && (arguments.dryRun() || !named)) { // a plan that was to be applied stays as it is
            WorkspaceFile.write(workspace, named ? arguments.plan : BuildFile.PLAN.fileName(), text);
            WorkspaceFile.write(
                    workspace,
                    named ? arguments.plan.replaceFirst("[.]json$", "") + ".html" : BuildFile.PLAN_HTML.fileName(),
                    page);
        }
    }
}
