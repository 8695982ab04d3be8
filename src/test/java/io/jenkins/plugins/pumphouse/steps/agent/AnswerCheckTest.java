package io.jenkins.plugins.pumphouse.steps.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.Callable;
import hudson.remoting.Future;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.pumphouse.host.HostRound;
import io.jenkins.plugins.pumphouse.host.WiringUndo;
import io.jenkins.plugins.pumphouse.host.campaign.NextHost;
import io.jenkins.plugins.pumphouse.host.model.HostClouds;
import io.jenkins.plugins.pumphouse.host.model.HostPace;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Test;

/** An agent that answers something else than it was asked, or without bound, is not believed. */
public class AnswerCheckTest {
    private static final String LONG = "x".repeat(AnswerCheck.LONGEST_TEXT + 1);
    private static final HostRequest REQUEST = new HostRequest(
            new HostClouds(null, null, null, null), List.of(), new HostPace(null, null, 0, 1, false), false);

    private final List<HostState> asked = List.of(HostState.of("cmp-12"), HostState.of("cmp-13"));

    @Test
    public void theStatesOfTheHostsThatItWasGivenAreBelieved() {
        assertThatCode(() -> round("cmp-12", "cmp-13")).doesNotThrowAnyException();
    }

    @Test
    public void theStatesOfOtherHostsAreNot() {
        refuses(() -> round("cmp-12"), "other hosts");
        refuses(() -> round("cmp-13", "cmp-12"), "other hosts");
        refuses(() -> round("cmp-12", "cmp-14"), "other hosts");
        refuses(
                () -> new RoundCall(REQUEST, asked, listener()).check(new HostRound.Result(null, false)),
                "other hosts");
    }

    @Test
    public void aTextOrNoteOfAHostWithoutBoundIsRefused() {
        HostState told = HostState.of("cmp-13");
        told.fail(Instant.EPOCH, LONG);
        refuses(() -> round(HostState.of("cmp-12"), told), "a text of cmp-13 is too long");
        HostState noted = HostState.of("cmp-13");
        noted.note("node", LONG);
        refuses(() -> round(HostState.of("cmp-12"), noted), "a note of cmp-13");
    }

    @Test
    public void onlyAHostThatWasOfferedIsChosen() throws Exception {
        ChoiceCall call = new ChoiceCall(REQUEST, Set.of("cmp-12"), Set.of(), listener());

        call.check(new NextHost("cmp-12", "1 server"));
        call.check(new NextHost(null, "no room"));
        refuses(() -> call.check(new NextHost("ctl-1", "1 server")), "not offered");
        refuses(() -> call.check(new NextHost("cmp-12", LONG)), "why the host is chosen");
    }

    @Test
    public void anUndoIsAboutTheHostsThatWereAskedFor() {
        UndoCall call = new UndoCall(REQUEST, asked, 0, listener());

        refuses(() -> call.check(undone(false, new WiringUndo.Outcome("cmp-12", 0, null))), "something else");
        refuses(
                () -> call.check(
                        undone(false, new WiringUndo.Outcome("cmp-12", 0, null), new WiringUndo.Outcome("x", 0, null))),
                "other hosts");
        refuses(
                () -> call.check(undone(
                        true, new WiringUndo.Outcome("cmp-12", 0, null), new WiringUndo.Outcome("cmp-13", 0, null))),
                "something else");
    }

    @Test
    public void anErrorWithoutBoundIsCutAndAnEmptyAnswerIsNone() {
        assertThatThrownBy(() -> watch(new AgentCall.Answer<>(null, LONG + "tail")))
                .isInstanceOf(AbortException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(AnswerCheck.LONGEST_TEXT + 10));
        refuses(() -> watch(null), "empty");
        refuses(() -> watch(new AgentCall.Answer<>(null, null)), "empty");
    }

    private void round(String... hosts) throws AbortException {
        round(List.of(hosts).stream().map(HostState::of).toArray(HostState[]::new));
    }

    private void round(HostState... states) throws AbortException {
        new RoundCall(REQUEST, asked, listener()).check(new HostRound.Result(new ArrayList<>(List.of(states)), false));
    }

    private static WiringUndo.Result undone(boolean dryRun, WiringUndo.Outcome... outcomes) {
        return new WiringUndo.Result(new ArrayList<>(List.of(outcomes)), dryRun, false);
    }

    private static void watch(AgentCall.Answer<NextHost> answer) throws Exception {
        new AgentLoss(line -> {})
                .watch(new FilePath(new Liar(answer), "/"), new ChoiceCall(REQUEST, Set.of(), Set.of(), listener()));
    }

    private static void refuses(ThrowingCallable check, String why) {
        assertThatThrownBy(check)
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("The agent's answer is not valid")
                .hasMessageContaining(why);
    }

    @SuppressWarnings("serial") // it goes nowhere
    private static TaskListener listener() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return () -> nowhere;
    }

    /** An agent that says the same to everything. */
    private record Liar(Serializable answer) implements VirtualChannel {
        @Override
        @SuppressWarnings("unchecked")
        public <V, T extends Throwable> V call(Callable<V, T> callable) {
            return (V) answer;
        }

        @Override
        public <V, T extends Throwable> Future<V> callAsync(Callable<V, T> callable) {
            throw new IllegalStateException("not asked");
        }
    }
}
