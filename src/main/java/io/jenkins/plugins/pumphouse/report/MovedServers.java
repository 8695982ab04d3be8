package io.jenkins.plugins.pumphouse.report;

import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the reports of a build say of servers that it has moved. */
final class MovedServers {
    private MovedServers() {}

    /** Their ids on the source, each once. */
    static List<String> of(List<File> reports) throws IOException {
        Set<String> moved = new LinkedHashSet<>();
        for (Map<?, ?> object : ReportFile.objects(reports)) {
            if ("server".equals(object.get("type")) && hasMoved(object) && object.get("source") instanceof String id) {
                moved.add(id);
            }
        }
        return List.copyOf(moved);
    }

    /**
     * A move that an earlier run had begun ends as an update, and one that does not read back has failed: only a server
     * that has moved has a ledger. Of a server that had moved before, the report says that it is reused.
     */
    private static boolean hasMoved(Map<?, ?> server) {
        Object outcome = server.get("outcome");
        boolean finished = "updated".equals(outcome) || "failed".equals(outcome);
        return "created".equals(outcome) || finished && server.get(PreservationLedger.FACT) != null;
    }
}
