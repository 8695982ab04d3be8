package io.jenkins.plugins.pumphouse.steps.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.HostRound;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.Test;

/**
 * A round that fails from within says so: an exception would look like the loss of the agent, and be tried again for
 * half an hour.
 */
public class RoundCallTest {
    @Test
    public void aDefectInARoundIsToldAtOnceInWords() throws Exception {
        RoundCall round = new RoundCall(null, List.of(HostState.of("cmp-12")), listener());

        AgentCall.Answer<HostRound.Result> answer = round.call();

        assertThat(answer.value()).isNull();
        assertThat(answer.error()).contains("Pumphouse itself has failed", "run the step again");
    }

    @SuppressWarnings("serial") // it goes nowhere
    private static TaskListener listener() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return () -> nowhere;
    }
}
