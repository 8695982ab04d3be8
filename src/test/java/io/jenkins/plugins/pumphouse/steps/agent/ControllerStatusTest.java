package io.jenkins.plugins.pumphouse.steps.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import java.util.ArrayList;
import java.util.List;
import jenkins.security.MasterToSlaveCallable;
import org.junit.Test;

public class ControllerStatusTest {
    private final List<String> shown = new ArrayList<>();

    @Test
    public void whatAnAgentTellsOfItsWorkIsSeenOnTheController() throws Exception {
        Workspace.Node.AGENT.channel().call(new Telling(new ControllerStatus(shown::add), "servers 1 done"));

        assertThat(shown).containsExactly("servers 1 done");
    }

    @Test
    public void itIsOneLineWithinBounds() throws Exception {
        new ControllerStatus(shown::add).told("a\n" + "x".repeat(10_000));

        assertThat(shown).singleElement().asString().startsWith("a\\n").hasSizeLessThan(600);
    }

    private static final class Telling extends MasterToSlaveCallable<Void, RuntimeException> {
        private static final long serialVersionUID = 1L;

        private final SharedStatus status;
        private final String line;

        Telling(SharedStatus status, String line) {
            this.status = status;
            this.line = line;
        }

        @Override
        public Void call() {
            status.told(line);
            return null;
        }
    }
}
