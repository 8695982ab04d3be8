package io.jenkins.plugins.pumphouse.host.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.host.HostJournal;
import io.jenkins.plugins.pumphouse.host.model.HostClouds;
import io.jenkins.plugins.pumphouse.host.model.HostPace;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which host of a campaign goes next, by choices that are told what to say. */
public class CampaignTest {
    /** Ten in the evening. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T22:00:00Z"), ZoneOffset.UTC);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> emptied = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private String next = "cmp-12";
    private String broken;

    @Test
    public void theChosenHostIsEmptiedOnceAndTheOthersWait() throws Exception {
        Campaign campaign = campaign(Window.ALWAYS, 0);
        List<HostState> states = fresh(campaign);

        campaign.prepare(request(1, false), states, journal());
        campaign.prepare(request(1, false), states, journal());

        assertThat(states).extracting(HostState::status).containsExactly(Status.EMPTYING, Status.NOT_STARTED);
        assertThat(emptied).containsExactly("cmp-12");
        assertThat(journal().read().get(0).status()).as("written before").isEqualTo(Status.EMPTYING);
        assertThat(campaign.isOver(request(1, false), states)).isFalse();
    }

    @Test
    public void anotherCampaignGoesOnEmptyingAfterARestart() throws Exception {
        Campaign first = campaign(Window.ALWAYS, 0);
        List<HostState> states = fresh(first);
        first.prepare(request(1, false), states, journal());

        campaign(Window.ALWAYS, 0).prepare(request(1, false), states, journal());

        assertThat(emptied).containsExactly("cmp-12", "cmp-12");
    }

    @Test
    public void outsideOfItsHoursOrBeyondItsBoundNothingIsBegunAndItIsOver() throws Exception {
        for (Campaign campaign : List.of(campaign(Window.parse("06:00-21:00"), 0), campaign(Window.ALWAYS, 1))) {
            List<HostState> states = fresh(campaign);
            states.get(1).emptied(false);
            states.get(1).fail(Instant.EPOCH, "no");

            campaign.prepare(request(2, true), states, journal());

            assertThat(emptied).isEmpty();
            assertThat(campaign.isOver(request(2, true), states)).isTrue();
        }
    }

    @Test
    public void aHostThatHadLeftBeforeTakesNoOthersTurn() throws Exception {
        Campaign campaign = campaign(Window.ALWAYS, 1);
        List<HostState> states = fresh(campaign);
        states.get(1).emptied(false);
        arrives(states.get(1));

        campaign.prepare(request(1, false), states, journal());

        assertThat(emptied).containsExactly("cmp-12");
    }

    @Test
    public void aHostThatWasMovedByThisBuildCounts() throws Exception {
        Campaign campaign = campaign(Window.ALWAYS, 1);
        List<HostState> states = fresh(campaign);
        states.get(1).emptied(true);
        arrives(states.get(1));

        campaign.prepare(request(1, false), states, journal());

        assertThat(emptied).isEmpty();
        assertThat(campaign.isOver(request(1, false), states)).isTrue();
    }

    private static void arrives(HostState state) {
        state.enter(Phase.ARRIVE, Instant.EPOCH, Duration.ofMinutes(1));
        state.complete(Instant.EPOCH);
    }

    @Test
    public void aCampaignWithoutAHostThatMayGoIsOver() throws Exception {
        next = null;
        Campaign campaign = campaign(Window.ALWAYS, 0);
        List<HostState> states = fresh(campaign);

        campaign.prepare(request(1, false), states, journal());

        assertThat(said).containsExactly("campaign  because");
        assertThat(campaign.isOver(request(1, false), states)).isTrue();
    }

    @Test
    public void aChoiceThatFailsCostsNotTheHostsThatAreOnTheirWay() throws Exception {
        Campaign campaign = campaign(Window.ALWAYS, 0);
        List<HostState> states = fresh(campaign);
        campaign.prepare(request(2, false), states, journal());
        broken = "503 from old";

        campaign.prepare(request(2, false), states, journal());

        assertThat(said).contains("campaign  the next host cannot be chosen now: 503 from old");
        assertThat(campaign.isOver(request(2, false), states)).isFalse();
    }

    @Test
    public void aChoiceThatFailsWhileNothingIsOnItsWayFailsTheCampaign() {
        broken = "403 from old";
        Campaign campaign = campaign(Window.ALWAYS, 0);

        assertThatThrownBy(() -> campaign.prepare(request(1, false), fresh(campaign), journal()))
                .hasMessage("403 from old");
    }

    private List<HostState> fresh(Campaign campaign) {
        return List.of(campaign.fresh("cmp-12"), campaign.fresh("cmp-13"));
    }

    private HostJournal journal() {
        return new HostJournal(folder.getRoot().toPath().resolve("hosts.json"));
    }

    private static HostRequest request(int maxParallel, boolean goOn) {
        return new HostRequest(
                new HostClouds(null, null, null, null),
                List.of(),
                new HostPace(Duration.ofSeconds(1), null, 0, maxParallel, goOn),
                false);
    }

    private Campaign campaign(Window window, int atMost) {
        return new Campaign(
                window,
                atMost,
                new CampaignMeans() {
                    @Override
                    public NextHost choose(HostRequest request, Set<String> left, Set<String> emptying)
                            throws IOException {
                        if (broken != null) {
                            throw new IOException(broken);
                        }
                        return new NextHost(next, "because");
                    }

                    @Override
                    public void empty(HostRequest request, String host) {
                        emptied.add(host);
                    }

                    @Override
                    public void tell(String line) {
                        said.add(line);
                    }
                },
                CLOCK);
    }
}
