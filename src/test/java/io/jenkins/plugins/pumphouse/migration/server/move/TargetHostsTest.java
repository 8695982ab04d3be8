package io.jenkins.plugins.pumphouse.migration.server.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.Test;

/** How many servers may boot at a time on a hypervisor that only Nova chooses. */
public class TargetHostsTest {
    private final TargetHosts hosts = new TargetHosts(2);

    @Test
    public void aBootOfWhichNovaHasChosenNoHypervisorCountsForEach() {
        assertThat(hosts.begin("web-1", Optional.empty())).isTrue();
        assertThat(hosts.begin("web-2", Optional.empty())).isTrue();
        assertThat(hosts.begin("web-3", Optional.empty())).isFalse();

        hosts.seen("web-1", on("new-1"));
        assertThat(hosts.begin("web-3", Optional.empty()))
                .as("both may be on new-1")
                .isFalse();
        hosts.seen("web-2", on("new-2"));
        assertThat(hosts.begin("web-3", Optional.empty())).as("one on each").isTrue();
        assertThat(hosts.begin("web-4", Optional.empty()))
                .as("web-3 may be on either")
                .isFalse();
    }

    @Test
    public void aBootThatHasEndedMakesRoom() {
        hosts.begin("web-1", Optional.empty());
        hosts.begin("web-2", Optional.empty());
        hosts.seen("web-1", on("new-1"));
        hosts.seen("web-2", on("new-1"));
        assertThat(hosts.begin("web-3", Optional.empty())).isFalse();

        hosts.ended("web-1");

        assertThat(hosts.begin("web-3", Optional.empty())).isTrue();
    }

    @Test
    public void whatWasSeenOnceStaysAlsoWhenAnAnswerDoesNotShowIt() {
        hosts.begin("web-1", Optional.empty());
        hosts.seen("web-1", on("new-1"));
        hosts.seen("web-1", JsonNodeFactory.instance.objectNode());
        hosts.seen("web-1", null);
        hosts.seen("web-9", on("new-1")); // none of this run's

        assertThat(hosts.begin("web-2", Optional.empty())).isTrue();
        hosts.seen("web-2", on("new-2"));
        assertThat(hosts.begin("web-3", Optional.empty())).isTrue();
    }

    @Test
    public void aBootThatAnEarlierRunHasAskedForCountsToo() {
        hosts.resumed("web-1");
        hosts.resumed("web-2");
        hosts.resumed("web-3");

        assertThat(hosts.begin("web-4", Optional.empty())).isFalse();
    }

    @Test
    public void aBootThatAMappingSendsToAHypervisorCountsForThatAlone() {
        assertThat(hosts.begin("web-1", Optional.of("new-1"))).isTrue();
        assertThat(hosts.begin("web-2", Optional.of("new-1"))).isTrue();

        assertThat(hosts.begin("web-3", Optional.of("new-1"))).isFalse();
        assertThat(hosts.begin("web-3", Optional.of("new-2"))).isTrue();
        assertThat(hosts.begin("web-4", Optional.empty()))
                .as("Nova may choose new-1")
                .isFalse();
    }

    @Test
    public void aBootOfWhichNovaHasChosenNoHypervisorCountsForAMappedOneToo() {
        hosts.begin("web-1", Optional.of("new-1"));
        hosts.begin("web-2", Optional.empty());

        assertThat(hosts.begin("web-3", Optional.of("new-1"))).isFalse();
    }

    @Test
    public void withoutABoundAllBoot() {
        TargetHosts free = new TargetHosts(0);

        for (int i = 0; i < 100; i++) {
            assertThat(free.begin("web-" + i, Optional.empty())).isTrue();
        }
    }

    private static ObjectNode on(String host) {
        return JsonNodeFactory.instance.objectNode().put("OS-EXT-SRV-ATTR:host", host);
    }
}
