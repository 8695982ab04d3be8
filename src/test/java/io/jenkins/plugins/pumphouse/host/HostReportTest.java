package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a step returns is stored with the running pipeline, so it does not grow with the tries of many hosts. */
public class HostReportTest {
    @Test
    public void ofManyHostsThatTriedOftenTheLastTriesAreReturned() {
        List<HostState> states = new ArrayList<>();
        for (int host = 0; host < 200; host++) {
            states.add(tried("cmp-" + host, 30));
        }

        List<?> hosts = (List<?>) report(states).get("hosts");

        assertThat(hosts)
                .hasSize(200)
                .allSatisfy(host ->
                        assertThat(ends(host)).containsExactly("try 26", "try 27", "try 28", "try 29", "try 30"));
    }

    @Test
    public void ofFewHostsAllTriesAreReturned() {
        assertThat(ends(((List<?>) report(List.of(tried("cmp-12", 30))).get("hosts")).get(0)))
                .hasSize(30)
                .startsWith("try 1");
    }

    private static Map<String, Object> report(List<HostState> states) {
        return new HostReport("old", "new", false, states).toMap();
    }

    private static HostState tried(String host, int tries) {
        HostState state = HostState.of(host);
        state.enter(Phase.DEPLOY, Instant.EPOCH, Duration.ofMinutes(1));
        for (int at = 1; at <= tries; at++) {
            state.repeat(Instant.EPOCH, "try " + at);
        }
        return state;
    }

    private static List<Object> ends(Object host) {
        List<Object> ends = new ArrayList<>();
        for (Object phase : (List<?>) ((Map<?, ?>) host).get("phases")) {
            ends.add(((Map<?, ?>) phase).get("end"));
        }
        return ends;
    }
}
