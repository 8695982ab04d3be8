package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.steps.host.PumpCampaignStep;
import io.jenkins.plugins.pumphouse.steps.resource.PumpCleanupStep;
import io.jenkins.plugins.pumphouse.steps.resource.PumpInstancesStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Rule;
import org.junit.Test;

/**
 * What steps are told is taken literally or refused: Jenkins itself only warns of an unknown argument and takes 'yes'
 * for false.
 */
public class ArgumentsTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void aMisspeltArgumentNamesTheNearestAndAllAndMovesNothing() throws Exception {
        PipelineResult result =
                clouds.pipeline("pumpInstances(tennant: 'shop', dryrun: true)").run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .contains(
                        "ERROR: pumpInstances: there is no argument 'tennant' (did you mean 'tenant'?); there is no"
                                + " argument 'dryrun' (did you mean 'dryRun'?). Its arguments are: accept, all, allowEphemeralLoss, bandwidth, config,"
                                + " cutover, disk, dryRun, exclude, failIfLost, fit, healthCheck, healthTimeout, host, instances, mapping, maxDowntime, maxFailures,"
                                + " onFailure, parallel, paused, perHost, perTargetHost, plan, precopy, providerNetworks, rootVolumeType, source, target, tenant, transfers, until, volumes. Nothing was done.")
                .doesNotContain("\tat ");
        assertThatNothingWasWritten();
    }

    @Test
    public void aTypeOfRootVolumesWithoutRootVolumesIsAMistake() throws Exception {
        assertRefused(
                "pumpInstances(all: true, rootVolumeType: 'ssd')",
                "rootVolumeType is the type of the volumes that disk: 'volume' makes, and disk is 'snapshot'");
    }

    @Test
    public void volumesAreCopiedOrAdoptedAndNothingElse() throws Exception {
        assertRefused(
                "pumpInstances(all: true, volumes: 'adapt')",
                "volumes is 'adapt', but there are only 'copy' and 'adopt'");
    }

    @Test
    public void aHealthCheckIsAMapAndAMistakeInItNamesTheNearestKeyOrWhatIsAllowed() throws Exception {
        assertRefused(
                "pumpInstances(all: true, healthCheck: [tpc: 22])",
                "healthCheck: 'tpc' is none of its keys, which are ping, tcp, http, console (did you mean 'tcp'?)");
        assertRefused("pumpInstances(all: true, healthCheck: [tcp: [22, 70000]])", "has to be a port from 1 to 65535");
        assertRefused("pumpInstances(all: true, healthCheck: [:])", "healthCheck is empty");
        assertRefused("pumpInstances(all: true, failIfLost: ['adresses'])", "did you mean 'addresses'?");
        assertThat(clouds.pipeline("pumpInstances(all: true, dryRun: true, healthCheck: [ping: true, tcp: 22])")
                        .run()
                        .result())
                .isEqualTo(Result.SUCCESS);
    }

    @Test
    public void aTimeThatIsNoneIsRefused() throws Exception {
        assertThat(clouds.pipeline("pumpInstances tenant: 'demo', until: 'six'")
                        .run()
                        .console())
                .contains("until is 'six', which is no time of the day. Write it like '06:00'");
        assertThat(clouds.pipeline("pumpInstances tenant: 'demo', maxDowntime: 'long'")
                        .run()
                        .console())
                .contains(
                        "maxDowntime is 'long', which is no duration. Write it like '90 s', '20 min', '2 h' or '7 d'");
        assertThatNothingWasWritten();
    }

    @Test
    public void everyStepRefusesAnArgumentThatItDoesNotHave() {
        assertThat(ours())
                .isNotEmpty()
                .allSatisfy(descriptor -> assertThatThrownBy(() -> descriptor.newInstance(Map.of("tenannt", "demo")))
                        .isInstanceOf(AbortException.class)
                        .hasMessageStartingWith(descriptor.getFunctionName() + ": there is no argument 'tenannt'"));
    }

    @Test
    public void everyStepRefusesEveryArgumentThatIsGivenAndBlank() {
        for (StepDescriptor descriptor : ours()) {
            for (String parameter : new StepParameters(descriptor.clazz).names()) {
                for (Object blank :
                        Arrays.asList(null, "", " \t", List.of(), List.of(" "), Arrays.asList("web-1", null))) {
                    Map<String, Object> arguments = new HashMap<>();
                    arguments.put(parameter, blank);
                    assertThat(catchThrowable(() -> descriptor
                                    .newInstance(arguments)
                                    .start(null)
                                    .start()))
                            .as("%s(%s: %s)", descriptor.getFunctionName(), parameter, blank)
                            .isInstanceOf(AbortException.class)
                            .hasMessageContaining(parameter.equals("hosts") ? "host" : parameter);
                }
            }
        }
    }

    @Test
    public void aBlankParameterOfTheBuildDoesNotMeanAllTenants() throws Exception {
        assertRefused("pumpInstances(tenant: '', dryRun: true)", "tenant is blank");
        assertRefused("pumpInstances(instances: ''.tokenize(','), dryRun: true)", "instances is an empty list");
        assertRefused("pumpInstances(tenant: env.NO_SUCH_NAME, dryRun: true)", "tenant is null");
        assertRefused("pumpNetworks(tenant: params.TENNANT)", "tenant is null");
        assertRefused("pumphouse(source: '') { pumpRoles() }", "source is blank");
        assertRefused("pumpHost(hosts: [])", "no host is named");
        assertThatNothingWasWritten();
    }

    @Test
    public void onlyTrueAndFalseAreTruthValues() throws Exception {
        assertRefused("pumpRoles(dryRun: 'yes')", "dryRun is 'yes' (a text), and has to be true or false");
        assertRefused("pumpRoles(dryRun: 1)", "dryRun is '1' (a number), and has to be true or false");
        assertRefused("pumpRoles(dryRun: [true])", "dryRun is '[true]' (a list), and has to be true or false");
        assertThatNothingWasWritten();

        assertThat(clouds.pipeline("pumpRoles(dryRun: 'true')").run().result()).isEqualTo(Result.SUCCESS);
        assertThatNothingWasWritten();
    }

    @Test
    public void aNumberIsWholeAndInItsRange() throws Exception {
        assertRefused(
                "pumpHost(hosts: 'cmp-1', maxParallel: 'two')",
                "maxParallel is 'two' (a text), and has to be a whole number");
        assertRefused(
                "pumpHost(hosts: 'cmp-1', maxParallel: 2.5)",
                "maxParallel is '2.5' (a number), and has to be a whole number");
        assertRefused("pumpHost(hosts: 'cmp-1', retries: 99999999999)", "retries is '99999999999' (a number)");
        assertRefused("pumpHost(hosts: 'cmp-1', maxParallel: 0)", "maxParallel is 0, and has to be from 1 to 1000");
        assertRefused("pumpHost(hosts: 'cmp-1', poll: -15)", "poll is -15, and has to be from 1");
        assertRefused("pumpCampaign(hosts: 'cmp-1', atMost: -1)", "atMost is -1, and has to be from 0");
        assertRefused("pumpImages(bandwidth: 'fast')", "bandwidth is 'fast'. Write it like '50 MB/s'");
        assertRefused(
                "pumpImages(bandwidth: '36893488147 GB')", "bandwidth is '36893488147 GB'. Write it like '50 MB/s'");
        assertRefused("pumpHostUndo(hosts: 'cmp-1', vlan: 4095)", "vlan is 4095, and has to be from 0 to 4094");
    }

    @Test
    public void aTextIsTextAndNothingElse() throws Exception {
        assertRefused("pumpUsers(tenant: ['demo', 'shop'])", "tenant is '[demo, shop]' (a list), and has to be a text");
        assertRefused("pumpUsers(tenant: [name: 'demo'])", "tenant is '{name=demo}' (a map), and has to be a text");
        assertRefused(
                "pumpInstances(instances: [web: 1])", "instances is '{web=1}' (a map), and has to be a list of texts");
        assertThat(bound("pumpHost", Map.of("hosts", "cmp-1", "environment", 3)))
                .extracting("environment")
                .isEqualTo("3");
    }

    @Test
    public void aTextIsAListOfOneAndLinesAreAListOfSeveral() throws Exception {
        assertThat(bound("pumpInstances", Map.of("instances", "web-1")))
                .extracting("instances")
                .isEqualTo(List.of("web-1"));
        assertThat(bound("pumpInstances", Map.of("instances", "web-1\n db-1 \n")))
                .extracting("instances")
                .isEqualTo(List.of("web-1", "db-1"));
        assertThat(clouds.pipeline("echo pumpInstances(tenant: 'demo', instances: 'web-2', dryRun: true).summary")
                        .run()
                        .result())
                .isEqualTo(Result.SUCCESS);
    }

    /** As the README says: instead of a file, and without a node. */
    @Test
    public void theTextOfAConfigurationIsOneOfLines() throws Exception {
        String text = clouds.stored("lab").getYaml();

        assertThat(Pipeline.of("pumpInventory(config: '''" + text + "''')")
                        .run()
                        .console())
                .contains("Finished: SUCCESS");
    }

    @Test
    public void allMistakesAreNamedAtOnceAndNoStackTraceIsShown() throws Exception {
        assertRefused(
                "pumpCampaign(host: 'cmp-1', dryRun: 'ja', window: '')",
                "'host' (did you mean 'hosts'?)",
                "dryRun is 'ja'",
                "window is blank");
    }

    @Test
    public void aValueThatThereIsNotIsRefusedInOneLineThatNamesThoseThatThereAre() throws Exception {
        assertRefused(
                "pumpInstances(tenant: 'demo', disk: 'tape')",
                "disk is 'tape', but there are only 'snapshot' and 'image'");
        assertRefused("pumpHost(hosts: 'cmp-1', wiring: 'robot')", "wiring is 'robot', but there are only 'switch'");
        assertRefused(
                "pumpHost(hosts: 'cmp-1', onFailure: 'panic')",
                "onFailure is 'panic', but there are only 'stop' and 'continue'");
        assertRefused(
                "pumpCampaign(hosts: 'cmp-1', window: 'night')",
                "\"night\" is no window of hours; write it like 22:00-06:00");
    }

    @Test
    public void serversAreMovedOrDeletedOnlyWhenSomethingSaysWhich() throws Exception {
        assertRefused(
                "pumpInstances(dryRun: true)",
                "say which servers are meant: tenant: 'demo', host: 'cmp-12' or instances:",
                "or all: true for all servers of the source");
        assertRefused("pumpInstances(all: false)", "say which servers are meant");
        assertRefused("pumpCleanup()", "say which servers are meant");
        assertRefused(
                "pumpRollback(resources: true, tenant: 'demo', instances: ['web-1'])",
                "resources: true goes by tenant: 'demo', or all: true");

        String plan = clouds.pipeline("def plan = pumpInstances(all: true, dryRun: true)\n"
                        + "echo \"servers: ${plan.resources.findAll { it.type == 'server' }.collect { it.name"
                        + " }.unique().sort()}\"")
                .run()
                .console();

        assertThat(plan).containsPattern("servers: \\[.*db-1.*, .*web-2.*\\]");
        assertThat(clouds.pipeline("pumpCleanup(all: true, dryRun: true)").run().result())
                .isEqualTo(Result.SUCCESS);
    }

    @Test
    public void aHostNarrowsTheServersThatAreNamed() throws Exception {
        PipelineResult result = clouds.pipeline("""
            def plan = pumpInstances(tenant: 'demo', instances: ['db-1', 'web-2'], host: 'compute-1', dryRun: true)
            plan.resources.findAll { it.requested }.each { echo "asked: ${it.name} ${it.outcome} ${it.message}" }
            """).run();

        assertThat(result.console())
                .contains("asked: db-1 created", "asked: web-2 skipped is on compute-2, not on compute-1");
    }

    @Test
    public void aTenantNarrowsTheUserWhoseKeysMove() throws Exception {
        assertRefused(
                "pumpKeypairs(tenant: 'shop', user: 'bob', dryRun: true)",
                "bob",
                "has no role of its own in project shop");
        assertThat(clouds.pipeline("pumpKeypairs(tenant: 'demo', user: 'bob', dryRun: true)")
                        .run()
                        .result())
                .isEqualTo(Result.SUCCESS);
    }

    @Test
    public void noSetterRefusesAValueSoThatTheFormCanShowIt() throws Exception {
        for (StepDescriptor descriptor : ours()) {
            Map<String, Object> values = new LinkedHashMap<>();
            StepParameters parameters = new StepParameters(descriptor.clazz);
            for (String name : parameters.names()) {
                values.put(
                        name,
                        switch (parameters.type(name)) {
                            case TEXT, LINES -> "nonsense";
                            case NAMES, SETTINGS -> new ArrayList<>(Arrays.asList("", null, "x"));
                            case FLAG -> true;
                            case NUMBER -> -7;
                        });
            }
            assertThat(parameters.create(values))
                    .as(descriptor.getFunctionName())
                    .isNotNull();
        }
    }

    @Test
    public void theFormTellsOfAWindowThatIsNone() {
        PumpCampaignStep.DescriptorImpl form = new PumpCampaignStep.DescriptorImpl();

        assertThat(form.doCheckWindow("night").getMessage())
                .contains("is no window of hours. Write it like 22:00-06:00");
        assertThat(form.doCheckWindow("22:00-06:00").getMessage()).isNull();
        assertThat(form.doCheckWindow("").getMessage()).isNull();
    }

    @Test
    public void theFormTellsOfTimesAndHealthChecksThatAreNone() {
        PumpInstancesStep.DescriptorImpl form = new PumpInstancesStep.DescriptorImpl();

        assertThat(form.doCheckUntil("late").getMessage())
                .isEqualTo("\"late\" is no time of the day. Write it like 06:00.");
        assertThat(form.doCheckMaxDowntime("short").getMessage()).contains("\"short\" is no duration");
        assertThat(form.doCheckHealthTimeout("20 mins").getMessage()).contains("\"20 mins\" is no duration");
        assertThat(form.doCheckHealthCheck("tpc: 22").getMessage()).contains("did you mean 'tcp'?");
        assertThat(new PumpCleanupStep.DescriptorImpl().doCheckSoak("a week").getMessage())
                .contains("\"a week\" is no duration");
        assertThat(form.doCheckUntil("06:00").getMessage()).isNull();
        assertThat(form.doCheckMaxDowntime("20 min").getMessage()).isNull();
        assertThat(form.doCheckHealthCheck("ping: true\ntcp: 22").getMessage()).isNull();
        assertThat(form.doCheckHealthTimeout("").getMessage()).isNull();
    }

    @Test
    public void aDeclarativePipelineIsTakenAsLiterally() throws Exception {
        PipelineResult result = clouds.declarative("pumpInstances(tennant: 'shop', dryrun: true)")
                .run();

        assertThat(result.console()).contains("there is no argument 'tennant'").doesNotContain("\tat ");
        assertThatNothingWasWritten();
    }

    private void assertRefused(String call, String... words) throws Exception {
        PipelineResult result = clouds.pipeline(call).run();

        assertThat(result.result()).as(call).isEqualTo(Result.FAILURE);
        assertThat(result.error()).as(result.console()).isInstanceOf(AbortException.class);
        assertThat(result.error().getMessage()).contains(words);
        assertThat(result.console()).doesNotContain("\tat ");
    }

    private void assertThatNothingWasWritten() {
        assertThat(clouds.source.journal().writes()).isEmpty();
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    private static Step bound(String function, Map<String, Object> arguments) throws Exception {
        return ours().stream()
                .filter(descriptor -> descriptor.getFunctionName().equals(function))
                .findFirst()
                .orElseThrow()
                .newInstance(arguments);
    }

    private static List<StepDescriptor> ours() {
        return StepDescriptor.all().stream()
                .filter(PumpDescriptor.class::isInstance)
                .toList();
    }
}
