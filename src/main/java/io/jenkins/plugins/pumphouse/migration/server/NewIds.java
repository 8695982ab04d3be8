package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import java.util.List;

/**
 * What a person has to know, once a plan, of servers that are made anew: Nova gives each an id of its own, and what
 * counts on the former one has to be told.
 */
public final class NewIds {
    private NewIds() {}

    /** @param outcomes of a plan that is not applied */
    public static List<String> planned(List<Outcome> outcomes) {
        long made = outcomes.stream()
                .filter(outcome -> outcome.kind().equals(Kind.SERVER.word()))
                .filter(outcome -> outcome.end() == Outcome.End.CREATED)
                .count();
        return made == 0
                ? List.of()
                : List.of((made == 1 ? "! 1 server would get another id" : "! " + made + " servers would get other ids")
                        + ": cloud-init and cloudbase-init then take it for a new instance and may make SSH host"
                        + " keys, hostname and passwords anew; stacks, clusters, monitoring and scripts that name a"
                        + " server by id need the new one (idmap.csv). See docs/servers.md, \"What a server notices of"
                        + " its move\".");
    }
}
