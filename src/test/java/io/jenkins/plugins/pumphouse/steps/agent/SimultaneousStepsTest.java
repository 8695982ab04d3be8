package io.jenkins.plugins.pumphouse.steps.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.pumphouse.migration.engine.LocalClaims;
import io.jenkins.plugins.pumphouse.migration.model.Claims;
import io.jenkins.plugins.pumphouse.migration.model.Claims.Claimant;
import io.jenkins.plugins.pumphouse.migration.model.Claims.Grant;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.steps.CloudsAndWorkspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jenkins.security.MasterToSlaveCallable;
import org.junit.Rule;
import org.junit.Test;

/** Steps on several agents ask the controller's claims, so that none of them makes what another is making. */
public class SimultaneousStepsTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    private final LocalClaims claims = new LocalClaims();
    private final Claimant other = new Claimant("other", "pumpUsers of shop #3");
    private final VirtualChannel agent = Workspace.Node.AGENT.channel();

    @Test
    public void branchesOnTwoAgentsMakeNothingTwiceAndTheLineSaysForWhomTheOtherWaits() throws Exception {
        String branch = "pumphouse(config: 'pumphouse.yaml') { pumpInstances tenant: 'demo' }";
        CountDownLatch bothAtWork = new CountDownLatch(1);
        clouds.source.faults().hold(asked -> asked.path().matches("/v2/images/[^/]+/file"), bothAtWork);

        Pipeline pipeline =
                clouds.pipeline("parallel(one: { " + branch + " }, two: { node('second') { " + branch + " } })");
        pipeline.start().awaitConsole("waits for pumpInstances of ");
        bothAtWork.countDown();
        PipelineResult result = pipeline.await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).containsPattern("waits for pumpInstances of .*, which is working on it");
        assertThat(names("network", "/v2.0/networks", "networks")).doesNotHaveDuplicates();
        assertThat(names("network", "/v2.0/security-groups?name=web", "security_groups"))
                .doesNotHaveDuplicates();
        assertThat(names("compute", "/v2.1/servers/detail?all_tenants=1", "servers"))
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(LocalClaims.OF_THIS_JVM.toString()).isEqualTo("nothing is claimed");
        assertThat(pipeline.build().getAction(MigrationAction.class).getReports())
                .extracting(report -> report.get("agent"))
                .containsExactlyInAnyOrder("AGENT", "SECOND_AGENT");
    }

    @Test
    public void whatAnAgentClaimsTheControllerHolds() throws Exception {
        ControllerClaims call = new ControllerClaims(claims, "pumpUsers of shop #4");

        assertThat(agent.call(new Ask(call, "user 1"))).isEqualTo("granted");

        assertThat(claims.claim("user 1", other, 0).holder()).isEqualTo("pumpUsers of shop #4");
    }

    @Test
    public void anAgentWaitsForWhatAnotherRunHolds() throws Exception {
        claims.claim("user 1", other, 0);

        assertThat(agent.call(new Ask(new ControllerClaims(claims, "this"), "user 1")))
                .isEqualTo("pumpUsers of shop #3");
    }

    @Test
    public void anAgentReleasesNothingThatAnotherRunHolds() throws Exception {
        claims.claim("user 1", other, 0);
        ControllerClaims call = new ControllerClaims(claims, "this");

        call.release("user 1", other);
        call.releaseAll(other);

        assertThat(claims.claim("user 1", new Claimant("third", "third"), 0).granted())
                .isFalse();
    }

    @Test
    public void aCallThatHasEndedOrWhoseAgentIsLostHoldsNothingAndGetsNothing() throws Exception {
        ControllerClaims call = new ControllerClaims(claims, "this");
        agent.call(new Ask(call, "user 1"));

        call.end();

        assertThat(claims.claim("user 1", other, 0).granted()).isTrue();
        assertThatThrownBy(() -> new AskedClaims(call).claim("user 2", other, 0))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("could not be asked")
                .hasMessageContaining("the step has ended");
    }

    @Test
    public void aClaimThatCannotBeReleasedIsNoFailureAndAnInterruptIsKept() {
        Claims broken = new Broken();

        new AskedClaims(broken).release("user 1", other);

        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> new AskedClaims(broken).now()).isInstanceOf(MigrationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private List<String> names(String service, String path, String key) throws Exception {
        List<String> names = new ArrayList<>();
        clouds.target
                .inside()
                .list(service, path, key)
                .forEach(one -> names.add(
                        one.path("tenant_id").asText() + " " + one.path("name").asText()));
        return names;
    }

    private static final class Ask extends MasterToSlaveCallable<String, RuntimeException> {
        private static final long serialVersionUID = 1L;

        private final SharedClaims claims;
        private final String key;

        Ask(SharedClaims claims, String key) {
            this.claims = claims;
            this.key = key;
        }

        @Override
        public String call() {
            Grant grant = new AskedClaims(claims).claim(key, new Claimant("whoever", "whoever"), claims.now());
            return grant.granted() ? "granted" : grant.holder();
        }
    }

    /** As Remoting has it when the thread that asks is interrupted. */
    private static final class Broken implements Claims {
        @Override
        public long now() {
            throw new IllegalStateException(new InterruptedException());
        }

        @Override
        public Grant claim(String key, Claimant claimant, long since) {
            return new Grant(null, now() == 0);
        }

        @Override
        public void release(String key, Claimant claimant) {
            now();
        }

        @Override
        public void releaseAll(Claimant claimant) {
            now();
        }
    }
}
