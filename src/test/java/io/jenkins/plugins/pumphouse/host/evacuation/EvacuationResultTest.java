package io.jenkins.plugins.pumphouse.host.evacuation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.End;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** What a step returns is stored with the running pipeline, so it does not grow with the hypervisor. */
public class EvacuationResultTest {
    @Test
    public void ofVeryManyServersThoseThatHaveNotLeftComeFirst() {
        ArrayList<Row> servers = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            servers.add(row("web-" + i, End.MOVED));
        }
        servers.add(row("db-1", End.FAILED));

        assertThat((List<?>) result(servers).toMap().get("servers"))
                .hasSize(EvacuationMap.MOST_SERVERS)
                .first()
                .hasFieldOrPropertyWithValue("name", "db-1");
        assertThat((List<?>) result(servers).toReport().get("resources")).hasSize(2001);
    }

    private static Row row(String name, End end) {
        return new Row(name, name, end, "live", "cmp-13", 1, "");
    }

    private static EvacuationResult result(ArrayList<Row> servers) {
        return new EvacuationResult("old", "cmp-12", servers, new ArrayList<>(), true, false, true, false, false, 10);
    }
}
