package io.jenkins.plugins.pumphouse.migration.server.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.Test;

/** How many servers may boot at a time on a hypervisor that only Nova chooses. */
public class TargetHostsTest {
    private final TargetHosts hosts = new TargetHosts(2);

    @Test
    public void aBootOfWhichNovaHasChosenNoHypervisorCountsForEach() {
        assertThat(hosts.begin("web-1")).isTrue();
        assertThat(hosts.begin("web-2")).isTrue();
        assertThat(hosts.begin("web-3")).isFalse();

        hosts.seen("web-1", on("new-1"));
        assertThat(hosts.begin("web-3")).as("both may be on new-1").isFalse();
        hosts.seen("web-2", on("new-2"));
        assertThat(hosts.begin("web-3")).as("one on each").isTrue();
        assertThat(hosts.begin("web-4")).as("web-3 may be on either").isFalse();
    }

    @Test
    public void aBootThatHasEndedMakesRoom() {
        hosts.begin("web-1");
        hosts.begin("web-2");
        hosts.seen("web-1", on("new-1"));
        hosts.seen("web-2", on("new-1"));
        assertThat(hosts.begin("web-3")).isFalse();

        hosts.ended("web-1");

        assertThat(hosts.begin("web-3")).isTrue();
    }

    @Test
    public void whatWasSeenOnceStaysAlsoWhenAnAnswerDoesNotShowIt() {
        hosts.begin("web-1");
        hosts.seen("web-1", on("new-1"));
        hosts.seen("web-1", JsonNodeFactory.instance.objectNode());
        hosts.seen("web-1", null);
        hosts.seen("web-9", on("new-1")); // none of this run's

        assertThat(hosts.begin("web-2")).isTrue();
        hosts.seen("web-2", on("new-2"));
        assertThat(hosts.begin("web-3")).isTrue();
    }

    @Test
    public void aBootThatAnEarlierRunHasAskedForCountsToo() {
        hosts.resumed("web-1");
        hosts.resumed("web-2");
        hosts.resumed("web-3");

        assertThat(hosts.begin("web-4")).isFalse();
    }

    @Test
    public void withoutABoundAllBoot() {
        TargetHosts free = new TargetHosts(0);

        for (int i = 0; i < 100; i++) {
            assertThat(free.begin("web-" + i)).isTrue();
        }
    }

    private static ObjectNode on(String host) {
        return JsonNodeFactory.instance.objectNode().put("OS-EXT-SRV-ATTR:host", host);
    }
}
