package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import java.util.List;

/**
 * What came of a plan.
 *
 * @param outcomes one a change, in the order of the plan
 * @param leftAccess for a person: which temporary access of the run could not be removed, and how to
 * @param interrupted whether it was stopped; the flag of the calling thread is set then
 */
public record Applied(List<Outcome> outcomes, List<String> leftAccess, boolean interrupted) {}
