package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.wire;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Rule;
import org.junit.Test;

/**
 * A cutover that is aborted half way leaves a network that nobody answers for: that is said, and the next run ends it.
 */
public class CutoverAbortTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void itIsSaidThatNobodyAnswersAndTheNextRunEndsIt() throws Exception {
        wire(clouds.source);
        clouds.move(Verb.INSTANCES, DEMO);
        Thread runner = Thread.currentThread();
        clouds.source.faults().on("PUT", "/v2.0/ports/*").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.lines.clear();

        clouds.move(Verb.CUTOVER);
        Thread.interrupted();

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("its gateway and DHCP are off on old, and perhaps not on at new yet")
                        && line.contains("openstack subnet set --dhcp ")
                        && line.contains("openstack port set --enable "));
        assertThat(clouds.move(Verb.CUTOVER).failed()).isFalse();
    }
}
