package io.jenkins.plugins.pumphouse.steps.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.Callable;
import hudson.remoting.Future;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.pumphouse.clouds.wire.HandClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** An agent may be lost as often as it likes; only one whose calls do nothing but fail is given up. */
public class AgentLossTest {
    private static final Duration CALL = Duration.ofHours(2);

    private final HandClock clock = new HandClock();
    private final List<String> log = new ArrayList<>();
    private final AgentLoss loss = new AgentLoss(log::add, clock);

    @Test
    public void anAgentThatIsLostAgainAfterHoursOfWorkIsWaitedForAgain() {
        assertThatThrownBy(() -> callOf(CALL)).isInstanceOf(AgentLoss.Lost.class);
        assertThatThrownBy(() -> callOf(CALL)).isInstanceOf(AgentLoss.Lost.class);
        assertThat(log).as("each time it is said").hasSize(2);
    }

    @Test
    public void theTimeInWhichAnAgentIsAwayDoesNotCount() {
        assertThatThrownBy(() -> callOf(Duration.ZERO)).isInstanceOf(AgentLoss.Lost.class);
        loss.isAway();
        clock.pass(CALL);

        assertThatThrownBy(() -> callOf(Duration.ZERO)).isInstanceOf(AgentLoss.Lost.class);
    }

    @Test
    public void anAgentThatStaysAwayIsToldOnceAndLookedForEachMinuteInTheEnd() {
        assertThat(loss.isAway()).hasSeconds(5);
        assertThat(loss.isAway()).hasSeconds(10);
        for (int look = 0; look < 20; look++) {
            loss.isAway();
        }

        assertThat(loss.isAway()).hasSeconds(60);
        assertThat(log).containsExactly("the agent is away; waiting for it");
    }

    @Test
    public void anAgentThatGoesAwayAgainIsToldAndLookedForAtOnceAgain() {
        loss.isAway();
        loss.isAway();
        loss.isBack();

        assertThat(loss.isAway()).hasSeconds(5);
        assertThat(log).hasSize(2);
    }

    @Test
    public void anAgentThatIsThereAndWhoseCallsFailAtOnceIsGivenUp() {
        assertThatThrownBy(() -> callOf(Duration.ZERO)).isInstanceOf(AgentLoss.Lost.class);
        clock.pass(Duration.ofMinutes(31));

        assertThatThrownBy(() -> callOf(Duration.ZERO))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("its calls have failed for 30 min");
    }

    /** A call that works for so long until the connection breaks. */
    private void callOf(Duration time) throws Exception {
        loss.watch(new FilePath(new Breaking(time), "/workspace"), new Nothing());
    }

    private final class Breaking implements VirtualChannel {
        private final Duration after;

        Breaking(Duration after) {
            this.after = after;
        }

        @Override
        public <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException {
            clock.pass(after);
            throw new IOException("The channel is closed");
        }

        @Override
        public <V, T extends Throwable> Future<V> callAsync(Callable<V, T> callable) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Nothing extends AgentCall<String> {
        private static final long serialVersionUID = 1L;

        Nothing() {
            super((TaskListener) null);
        }

        @Override
        protected String work() {
            return "";
        }

        @Override
        protected void check(String value) {
            assertThat(value).isEmpty();
        }
    }
}
