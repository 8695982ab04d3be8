package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.pumphouse.host.HostReport;
import io.jenkins.plugins.pumphouse.host.WiringUndo;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.migration.Cost;
import io.jenkins.plugins.pumphouse.migration.SourceInventory;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.steps.host.PumpCampaignByStep;
import io.jenkins.plugins.pumphouse.steps.host.PumpCampaignStep;
import io.jenkins.plugins.pumphouse.steps.host.PumpEvacuateStep;
import io.jenkins.plugins.pumphouse.steps.host.PumpHostByStep;
import io.jenkins.plugins.pumphouse.steps.host.PumpHostStep;
import io.jenkins.plugins.pumphouse.steps.host.PumpHostUndoStep;
import io.jenkins.plugins.pumphouse.steps.reading.PumpInventoryStep;
import io.jenkins.plugins.pumphouse.steps.reading.PumpVerifyStep;
import io.jenkins.plugins.pumphouse.steps.resource.PumpStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Rule;
import org.junit.Test;

/** The help of every step lists the keys of the map that the step returns, no more and no less. */
public class ReturnedMapTest {
    private static final Pattern LIST = Pattern.compile("<p>Returns a map: (.*?)</p>", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("<code>(\\w+)</code>");

    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void theHelpOfAStepThatMovesResourcesListsTheKeysThatItReturns() throws Exception {
        StringBuilder script = new StringBuilder();
        List<StepDescriptor> steps = ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(descriptor -> PumpStep.class.isAssignableFrom(descriptor.clazz))
                .toList();
        for (StepDescriptor step : steps) {
            boolean narrowed = new StepParameters(step.clazz).names().contains("tenant");
            script.append("echo \"%1$s returns ${%1$s(%2$sdryRun: true).keySet().join(' ')}.\"\n"
                    .formatted(step.getFunctionName(), narrowed ? "tenant: 'demo', " : ""));
        }
        PipelineResult result = clouds.pipeline(script.toString()).run();

        for (StepDescriptor step : steps) {
            Matcher returned =
                    Pattern.compile(step.getFunctionName() + " returns (.*)\\.").matcher(result.console());
            assertThat(returned.find()).as(result.console()).isTrue();
            assertThat(listed(step.clazz)).as(step.getFunctionName()).isEqualTo(keys(returned.group(1)));
        }
    }

    @Test
    public void theHelpOfAStepThatMovesHostsListsTheKeysThatItReturns() throws Exception {
        Map<String, Object> map = new HostReport("old", "new", true, List.of(HostState.of("cmp-12"))).toMap();
        for (Class<?> step :
                List.of(PumpHostStep.class, PumpHostByStep.class, PumpCampaignStep.class, PumpCampaignByStep.class)) {
            assertThat(listed(step)).as(step.getSimpleName()).isEqualTo(withHosts(map));
        }
    }

    @Test
    public void theHelpOfPumpInventoryListsTheKeysThatItReturns() throws Exception {
        SourceInventory inventory = new SourceInventory("old", "new", List.of(), new Cost(1, 1, 1, 0));

        assertThat(listed(PumpInventoryStep.class))
                .isEqualTo(new TreeSet<>(inventory.toResult().keySet()));
    }

    @Test
    public void theHelpOfPumpVerifyListsTheKeysThatItReturns() throws Exception {
        Drift drift = new Drift("old", "new", List.of(), List.of(), new Cost(1, 1, 1, 0));

        assertThat(listed(PumpVerifyStep.class))
                .isEqualTo(new TreeSet<>(drift.toResult().keySet()));
    }

    @Test
    public void theHelpOfPumpHostUndoListsTheKeysThatItReturns() throws Exception {
        WiringUndo.Result result =
                new WiringUndo.Result(new ArrayList<>(List.of(new WiringUndo.Outcome("cmp-12", 0, null))), true, false);

        assertThat(listed(PumpHostUndoStep.class)).isEqualTo(withHosts(result.toMap()));
    }

    @Test
    public void theHelpOfPumpEvacuateListsTheKeysThatItReturns() throws Exception {
        EvacuationResult.Row row = new EvacuationResult.Row("1", "web-1", EvacuationResult.End.KEPT, null, null, 0, "");
        Map<String, Object> map = new EvacuationResult(
                        "old",
                        "cmp-12",
                        new ArrayList<>(List.of(row)),
                        new ArrayList<>(),
                        true,
                        true,
                        false,
                        false,
                        false,
                        1)
                .toMap();

        assertThat(listed(PumpEvacuateStep.class)).isEqualTo(with("servers", map));
    }

    /** A script that acts on {@code changed} has to know when that is not measured. */
    @Test
    public void theHelpOfAStepThatLosesTheAccountOfAnEarlierTrySaysHowItsMapTellsThat() throws Exception {
        for (PumpDescriptor step : ExtensionList.lookup(PumpDescriptor.class)) {
            Class<?> type = step.clazz;
            boolean loses = PumpStep.class.isAssignableFrom(type)
                    || type == PumpHostUndoStep.class
                    || type == PumpEvacuateStep.class;
            for (String language : List.of("", "_de", "_fr")) {
                assertThat(help(type, language).contains("<code>incomplete</code>"))
                        .as(type.getSimpleName() + language)
                        .isEqualTo(loses);
            }
        }
    }

    @SuppressWarnings("unchecked") // a list of maps
    private static Set<String> with(String list, Map<String, Object> map) {
        Set<String> keys = new TreeSet<>(map.keySet());
        keys.addAll(((List<Map<String, Object>>) map.get(list)).get(0).keySet());
        return keys;
    }

    private static Set<String> withHosts(Map<String, Object> map) {
        return with("hosts", map);
    }

    private static Set<String> keys(String words) {
        return new TreeSet<>(List.of(words.split(" ")));
    }

    private static Set<String> listed(Class<?> step) throws Exception {
        Matcher list = LIST.matcher(help(step, ""));
        assertThat(list.find())
                .as(step.getSimpleName() + " lists what it returns")
                .isTrue();
        Set<String> keys = new TreeSet<>();
        KEY.matcher(list.group(1)).results().forEach(key -> keys.add(key.group(1)));
        return keys;
    }

    /** @param language {@code _de}; empty for English */
    private static String help(Class<?> step, String language) throws IOException {
        String folder = "src/main/resources/" + step.getName().replace('.', '/');
        return Files.readString(Path.of(folder, "help" + language + ".html"));
    }
}
