package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.Snippet;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.steps.host.PumpEvacuateStep;
import io.jenkins.plugins.pumphouse.steps.resource.PumpInstancesStep;
import io.jenkins.plugins.pumphouse.steps.resource.PumpStep;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What the snippet generator writes works as pasted. */
public class SnippetsTest {
    /** What the form has before anybody fills it in; texts are empty, and boxes are not ticked. */
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("disk", "snapshot"),
            Map.entry("paused", "refuse"),
            Map.entry("passwords", "disabled"),
            Map.entry("onFailure", "stop"),
            Map.entry("failOn", "drift"),
            Map.entry("fit", "warn"),
            Map.entry("parallel", "8"),
            Map.entry("transfers", "4"),
            Map.entry("maxParallel", "1"),
            Map.entry("poll", "15"),
            Map.entry("maxFailures", "0"));

    private static final Map<String, Object> FILLED = Map.ofEntries(
            Map.entry("config", "pumphouse.yaml"),
            Map.entry("source", "old"),
            Map.entry("target", "new"),
            Map.entry("tenant", "demo"),
            Map.entry("user", "alice"),
            Map.entry("host", "cmp-1"),
            Map.entry("how", "cold"),
            Map.entry("build", "shop/migrate #12"),
            Map.entry("cold", "db-1"),
            Map.entry("timeout", "90"),
            Map.entry("instances", "web-1\r\ndb-1\r\n"),
            Map.entry("exclude", "it's mine"),
            Map.entry("accept", "a\\b"),
            Map.entry("failIfLost", "owner"),
            Map.entry("soak", "7 d"),
            Map.entry("healthCheck", "tcp: 22\r\nping: false"),
            Map.entry("healthTimeout", "5 s"),
            Map.entry("networks", "demo-net"),
            Map.entry("volumes", "data-*"),
            Map.entry("hosts", "cmp-12\r\ncmp-13"),
            Map.entry("roles", "compute"),
            Map.entry("lastOf", "nova"),
            Map.entry("disk", "volume"),
            Map.entry("paused", "stop"),
            Map.entry("passwords", "generate"),
            Map.entry("until", "06:00"),
            Map.entry("maxDowntime", "20 min"),
            Map.entry("cutover", "hold"),
            Map.entry("providerNetworks", "choose"),
            Map.entry("wiring", "switch"),
            Map.entry("window", "22:00-06:00"),
            Map.entry("onFailure", "continue"),
            Map.entry("fit", "fail"),
            Map.entry("failOn", "never"),
            Map.entry("plan", "plan-1.json"),
            Map.entry("maxFailures", "3"),
            Map.entry("types", "network\r\nsecurity group"),
            Map.entry("environment", "mos-prod"),
            Map.entry("parallel", "2"),
            Map.entry("transfers", "2"),
            Map.entry("perHost", "2"),
            Map.entry("perTargetHost", "2"),
            Map.entry("bandwidth", "50 MB/s"),
            Map.entry("rootVolumeType", "__DEFAULT__"),
            Map.entry("maxParallel", "2"),
            Map.entry("retries", "2"),
            Map.entry("poll", "5"),
            Map.entry("atMost", "3"),
            Map.entry("vlan", "101"),
            Map.entry("all", true),
            Map.entry("allowEphemeralLoss", true),
            Map.entry("precopy", true),
            Map.entry("adopt", true),
            Map.entry("defaults", true),
            Map.entry("force", true),
            Map.entry("resources", true),
            Map.entry("disable", true),
            Map.entry("evacuate", true),
            Map.entry("dryRun", true),
            Map.entry("mapping", "wave-1.yaml"));

    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Before
    public void theWorkspaceHasTheMappingThatTheFormsName() throws IOException {
        Files.writeString(clouds.workspace().resolve("wave-1.yaml"), "flavors: {}");
    }

    @Test
    public void whatAFormSaysIsWhatItsSnippetBinds() throws Exception {
        for (StepDescriptor descriptor : ours()) {
            for (Map<String, Object> form : List.of(defaults(descriptor), filled(descriptor))) {
                Snippet snippet = Snippet.of(descriptor, form);
                Step pasted = descriptor.newInstance(new HashMap<>(snippet.arguments()));

                assertThat(snippet.arguments())
                        .allSatisfy((name, value) -> assertThat(Snippet.value(pasted, name))
                                .as(snippet.text())
                                .isEqualTo(value));
            }
            assertThat(Snippet.of(descriptor, filled(descriptor)).arguments().keySet())
                    .as("all fields of " + descriptor.getFunctionName())
                    .containsExactlyElementsOf(new StepParameters(descriptor.clazz).names());
        }
    }

    /** Stapler makes it 0, which most steps refuse when the snippet runs. */
    @Test
    public void aNumberThatIsEmptiedIsNotSet() throws Exception {
        for (StepDescriptor descriptor : ours()) {
            Map<String, Object> form = defaults(descriptor);
            form.replaceAll(
                    (name, value) -> String.valueOf(value).matches("\\d+") && !name.equals("hosts") ? " " : value);
            assertThat(Snippet.of(descriptor, form).arguments().keySet())
                    .as(descriptor.getFunctionName())
                    .containsExactlyInAnyOrderElementsOf(Snippet.of(descriptor, defaults(descriptor))
                            .arguments()
                            .keySet());
        }
    }

    @Test
    public void aFormThatIsLeftAsItIsWritesNoArgument() throws Exception {
        for (StepDescriptor descriptor : ours()) {
            assertThat(Snippet.of(descriptor, defaults(descriptor)).arguments().keySet())
                    .as(descriptor.getFunctionName())
                    .isSubsetOf("hosts");
        }
    }

    @Test
    public void thePastedTextRuns() throws Exception {
        StringBuilder script = new StringBuilder();
        for (StepDescriptor descriptor : ours()) {
            if (new StepParameters(descriptor.clazz).names().contains("hosts")) {
                continue;
            }
            Map<String, Object> form = new HashMap<>(FILLED);
            form.putAll(Map.of(
                    "host",
                    "",
                    "instances",
                    "web-1",
                    "accept",
                    "",
                    "failIfLost",
                    "",
                    "exclude",
                    "db-1",
                    "user",
                    "",
                    "networks",
                    "",
                    "volumes",
                    ""));
            if (descriptor.clazz == PumpEvacuateStep.class) {
                form.put("host", "compute-1"); // it cannot do without
            }
            form.put("resources", false); // it goes by tenant, and servers are named
            form.put("build", ""); // which says by itself what is meant
            script.append(Snippet.of(descriptor, form).text()).append('\n');
        }

        PipelineResult result = clouds.pipeline(script.toString()).run();

        assertThat(result.result()).as(script + result.console()).isEqualTo(Result.SUCCESS);
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void thePastedTextOfHostsIsTakenAndSaysWhatIsMissing() throws Exception {
        for (StepDescriptor descriptor : ours()) {
            if (!new StepParameters(descriptor.clazz).names().contains("hosts")) {
                continue;
            }
            assertThat(clouds.pipeline(
                                    Snippet.of(descriptor, defaults(descriptor)).text())
                            .run()
                            .console())
                    .contains("ERROR: " + descriptor.getFunctionName() + ": no host is named");
            assertThat(clouds.pipeline(
                                    Snippet.of(descriptor, filled(descriptor)).text())
                            .run()
                            .console())
                    .contains("ERROR: Target cloud \"new\" of pumphouse.yaml has no \"fuel_url\"");
        }
    }

    /** What is usual for a step: those that move hosts stop at the first that fails, the others go on. */
    private static Map<String, Object> defaults(StepDescriptor descriptor) {
        Map<String, Object> form = new HashMap<>(DEFAULTS);
        form.put("onFailure", PumpStep.class.isAssignableFrom(descriptor.clazz) ? "continue" : "stop");
        if (descriptor.clazz == PumpEvacuateStep.class) {
            form.putAll(Map.of("parallel", "3", "poll", "10", "timeout", "60", "how", "auto"));
        }
        if (descriptor.clazz == PumpInstancesStep.class) {
            form.put("volumes", "copy"); // of pumpVolumes it is a list of names
        }
        return form;
    }

    private static Map<String, Object> filled(StepDescriptor descriptor) {
        Map<String, Object> form = new HashMap<>(FILLED);
        form.put("onFailure", PumpStep.class.isAssignableFrom(descriptor.clazz) ? "stop" : "continue");
        if (descriptor.clazz == PumpInstancesStep.class) {
            form.put("volumes", "adopt");
        }
        return form;
    }

    private static List<StepDescriptor> ours() {
        return ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(descriptor -> descriptor.clazz.getName().startsWith("io.jenkins.plugins.pumphouse.steps."))
                .toList();
    }
}
