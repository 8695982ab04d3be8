package io.jenkins.plugins.pumphouse.migration.fit;

import java.util.List;

/** Looks at one sort of thing that a target may lack. */
@FunctionalInterface
interface FitProbe {
    /** One row a need; none where the plan needs nothing of it. What cannot be asked costs its own rows only. */
    List<FitRow> rows(PlannedNeeds needs);
}
