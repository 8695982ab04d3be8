package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.remedy.Recovery;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import org.junit.Test;

/** What a failure means for a host is what the failure says of itself. */
public class FailureClassTest {
    @Test
    public void aPhaseThatMaySucceedTheNextTimeIsRepeated() {
        HostException failed = HostException.worthRepeating("provisioning failed", Remedy.SERVICE_FAULT);

        assertThat(FailureClass.of(failed)).isEqualTo(new FailureClass(Recovery.REPEAT, true, "provisioning failed"));
    }

    @Test
    public void whatSomebodyHasToSettleIsNotRepeated() {
        HostException blocked = new HostException("others wait in the environment");

        assertThat(FailureClass.of(blocked).recovery()).isEqualTo(Recovery.NONE);
        assertThat(blocked.remedy()).isEqualTo(Remedy.CONFLICT);
    }

    @Test
    public void aHostsFailureIsOfTheFamilyThatSaysItsRemedy() {
        assertThat(RemediableException.class).isAssignableFrom(HostException.class);
    }

    @Test
    public void aMistakeOfOursDoesNotPass() {
        assertThat(FailureClass.of(new IllegalStateException("no node")).recovery())
                .isEqualTo(Recovery.NONE);
    }
}
