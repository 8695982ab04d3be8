package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * Servers that nobody has thought up: whatever the dice have given one, its copy has it too, or the step names what it
 * lacks; a second run writes nothing; and a rollback brings each back as it was. {@code -Drandom.seed=7} tries others.
 */
@RunWith(Parameterized.class)
public class RandomServersTest {
    private static final Pattern JAVA = Pattern.compile("NullPointer|ClassCast|Exception|java\\.|fasterxml|-null");

    private static final List<String> ASLEEP = List.of("PAUSED", "SUSPENDED");

    /** What the ledger calls a fact that a server may lose; of all others nothing is lost. */
    private static final Map<String, String> LEDGER = Map.of("status", "state");

    @Rule
    public final TwoClouds clouds;

    private final boolean modern;
    private final long seed;

    public RandomServersTest(String release, long seed) {
        this.modern = release.equals("modern");
        this.clouds = modern ? TwoClouds.modern() : TwoClouds.fromIcehouse();
        this.seed = seed;
    }

    @Parameters(name = "{0} {1}")
    public static List<Object[]> worlds() {
        long seed = Long.getLong("random.seed", 1);
        return List.of(new Object[] {"modern", seed}, new Object[] {"modern", 2L}, new Object[] {"Icehouse", seed});
    }

    @Test
    public void theyMoveWholeAndComeBack() throws Exception {
        RandomServers.boot(clouds.source, modern, clouds.target, seed);
        Random choices = new Random(seed);
        clouds.paused(choices.nextBoolean() ? Options.Paused.RESUME : Options.Paused.STOP);
        if (choices.nextBoolean()) {
            clouds.precopy();
        }
        boolean rootVolumes = choices.nextInt(3) == 0;
        if (rootVolumes) {
            clouds.asVolumes();
        }
        Map<String, Map<String, String>> before = facts(clouds.source, false);
        List<Verb> steps = new ArrayList<>(TwoClouds.EVERYTHING);
        steps.add(steps.size() - 1, Verb.FLOATING_IPS);
        Map<String, Outcome> moved = new HashMap<>();
        boolean interrupted = choices.nextBoolean();
        int end = choices.nextInt(80);

        for (Verb step : steps) {
            if (step == Verb.INSTANCES && interrupted) {
                moveUntil(end);
            }
            Report report = clouds.move(step);
            assertThat(report.outcomes())
                    .as(step.toString())
                    .filteredOn(each -> each.end() == End.FAILED)
                    .isEmpty();
            report.outcomes().stream()
                    .filter(each -> each.kind().equals("server"))
                    .forEach(each -> moved.put(each.source(), each));
        }

        Map<String, Map<String, String>> after = facts(clouds.target, rootVolumes);
        before.forEach((id, facts) -> {
            Outcome outcome = moved.get(id);
            if (outcome != null && outcome.target() != null) {
                unsaid(facts, after.get(outcome.target()), outcome)
                        .forEach((name, values) -> assertThat(values)
                                .as("%s of %s: %s, %s", name, facts, outcome.message(), outcome.facts())
                                .isEmpty());
            }
        });
        for (Verb step : steps) {
            Report again = clouds.move(step);
            assertThat(again.cost().writes())
                    .as("%s: %s", step, again.outcomes())
                    .isZero();
        }

        Report back = clouds.move(Verb.ROLLBACK, DEMO);

        assertThat(back.failed()).as(back.outcomes().toString()).isFalse();
        clouds.source.skip(Duration.ofMinutes(1));
        clouds.target.skip(Duration.ofMinutes(1));
        Map<String, Map<String, String>> restored = facts(clouds.source, false);
        before.forEach((id, facts) -> {
            if (ASLEEP.contains(facts.get("status"))) { // a resumed one is not put to sleep again
                facts.put("status", restored.get(id).get("status"));
            }
            assertThat(restored.get(id)).isEqualTo(facts);
        });
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(clouds.lines).noneMatch(line -> JAVA.matcher(line).find());
    }

    /** A run that ends at one of its lines, as a restart of Jenkins or an abort ends it. */
    private void moveUntil(int line) throws InterruptedException {
        Thread runner = Thread.currentThread();
        AtomicInteger lines = new AtomicInteger();
        clouds.onLine(said -> {
            if (lines.getAndIncrement() == line) {
                runner.interrupt();
            }
        });
        try {
            clouds.move(Verb.INSTANCES);
        } catch (InterruptedException e) {
            lines.set(line + 1);
        }
        Thread.interrupted();
        clouds.onLine(said -> {});
    }

    private Map<String, Map<String, String>> facts(EmbeddedCloud cloud, boolean rootVolumes) {
        ServerFacts facts = new ServerFacts(cloud, modern);
        Map<String, Map<String, String>> all = new TreeMap<>();
        for (JsonNode server : cloud.inside().servers()) {
            all.put(WireJson.text(server, "id"), facts.of(server, rootVolumes));
        }
        return all;
    }

    private static Map<String, String> unsaid(Map<String, String> original, Map<String, String> copy, Outcome outcome) {
        Map<String, String> differences = new TreeMap<>();
        original.forEach((name, value) -> {
            String said = outcome.facts().get("ledger").toString();
            if (!value.equals(copy.get(name)) && !said.contains(LEDGER.get(name) + "=changed (" + value)) {
                differences.put(name, value + " != " + copy.get(name));
            }
        });
        return differences;
    }
}
