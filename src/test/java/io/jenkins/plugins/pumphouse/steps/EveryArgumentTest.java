package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.stored.NoContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Test;

/**
 * Each parameter of each step is given each kind of value that a script can have: it is bound as that value, or refused
 * in one sentence that names it. Nothing is passed over, and nothing but that sentence is thrown.
 */
public class EveryArgumentTest {
    /** Steps that stop, move, delete or disconnect servers. */
    private static final List<String> SERVERS = List.of(
            "pumpInstances",
            "pumpCleanup",
            "pumpRollback",
            "pumpCutover",
            "pumpHost",
            "pumpHostBy",
            "pumpHostUndo",
            "pumpCampaign",
            "pumpCampaignBy",
            "pumpEvacuate");

    @Test
    public void eachKindOfValueIsBoundAsItselfOrRefusedInASentence() {
        SoftAssertions all = new SoftAssertions();
        int tried = 0;
        for (StepDescriptor descriptor : ours()) {
            StepParameters parameters = new StepParameters(descriptor.clazz);
            for (String name : parameters.names()) {
                Map<String, Object> bound = ScriptValues.bound(parameters.type(name));
                for (Map.Entry<String, Object> value : ScriptValues.all().entrySet()) {
                    boolean leftToTheStep =
                            parameters.isRequired(name) && value.getKey().equals("no items");
                    Object expected = bound.containsKey(value.getKey())
                            ? bound.get(value.getKey())
                            : leftToTheStep ? List.of() : "refused";
                    all.assertThat(outcome(descriptor, name, value.getValue()))
                            .as("%s(%s: <%s>)", descriptor.getFunctionName(), name, value.getKey())
                            .isEqualTo(expected);
                    tried++;
                }
            }
        }
        all.assertAll();
        assertThat(tried).isGreaterThan(5000);
    }

    /** Every name with one letter missing, twice, or two of them swapped, and in another case. */
    @Test
    public void eachNameThatIsMisspeltIsRefusedAndNamesTheOneThatWasMeant() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (StepDescriptor descriptor : ours()) {
            StepParameters parameters = new StepParameters(descriptor.clazz);
            for (String name : parameters.names()) {
                for (String misspelt : misspellings(name)) {
                    if (parameters.type(misspelt) == null) {
                        all.assertThat(refusal(descriptor, Map.of(misspelt, "x")))
                                .as("%s(%s: 'x')", descriptor.getFunctionName(), misspelt)
                                .startsWith(descriptor.getFunctionName() + ": there is no argument '" + misspelt
                                        + "' (did you mean '")
                                .contains("Its arguments are: ", name)
                                .endsWith("Nothing was done.");
                    }
                }
            }
        }
        all.assertAll();
    }

    private static List<String> misspellings(String name) {
        List<String> all = new ArrayList<>();
        all.add(name.toUpperCase(Locale.ROOT));
        for (int i = 1; i < name.length(); i++) {
            all.add(name.substring(0, i) + name.charAt(i) + name.substring(i));
            if (name.length() > 3) {
                all.add(name.substring(0, i) + name.substring(i + 1));
            }
            if (name.charAt(i) != name.charAt(i - 1)) {
                all.add(name.substring(0, i - 1) + name.charAt(i) + name.charAt(i - 1) + name.substring(i + 1));
            }
        }
        return all;
    }

    /**
     * A value of the right type that the step cannot work with is refused when it starts, in words that can be printed.
     */
    @Test
    public void eachOddValueOfTheRightTypeIsTakenOrRefusedWhereTheStepStarts() {
        StepContext context = new NoContext();
        SoftAssertions all = new SoftAssertions();
        for (StepDescriptor descriptor : ours()) {
            StepParameters parameters = new StepParameters(descriptor.clazz);
            for (String name : parameters.names()) {
                List<?> odd = switch (parameters.type(name)) {
                    case FLAG -> List.of(true, false);
                    case NUMBER -> List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE);
                    default ->
                        List.of(
                                "web-1, web-2",
                                "*",
                                "#12",
                                "\u001b[31mred\u0000\u0085",
                                "a\r\nb",
                                "tcp\u202e: 22",
                                "x".repeat(1000),
                                "x".repeat(100_000),
                                "99999 d",
                                "999999d",
                                "12:00",
                                "22:00-06:00",
                                "tcp: 0",
                                "../../etc/passwd",
                                "\ud83d\ude00",
                                "\ud83d");
                };
                for (Object value : odd) {
                    Map<String, Object> arguments = usual(descriptor);
                    arguments.put(name, value);
                    all.assertThat(started(descriptor, arguments, context))
                            .as("%s(%s: %.20s)", descriptor.getFunctionName(), name, value)
                            .matches("started|(?s)refused pump\\w+: (?:(?![\\p{Cntrl}\\p{Cf}]).){1,1500}");
                }
            }
        }
        all.assertAll();
    }

    /** No other argument stands for one that says which servers, or which hosts, are meant. */
    @Test
    public void noStepThatMovesOrDeletesServersStartsBeforeSomethingSaysWhich() {
        SoftAssertions all = new SoftAssertions();
        int steps = 0;
        for (StepDescriptor descriptor : ours()) {
            StepParameters parameters = new StepParameters(descriptor.clazz);
            List<String> naming = List.of("all", "build", "host", "hosts", "instances", "networks", "tenant");
            if (!SERVERS.contains(descriptor.getFunctionName())) {
                continue;
            }
            steps++;
            for (String name : parameters.names()) {
                Object value = switch (parameters.type(name)) {
                    case FLAG -> !name.equals("all");
                    case NUMBER -> 1;
                    default -> "web-1";
                };
                if (!naming.contains(name) || name.equals("all")) {
                    all.assertThat(started(descriptor, Map.of(name, value), new NoContext()))
                            .as("%s(%s: %s)", descriptor.getFunctionName(), name, value)
                            .startsWith("refused");
                }
            }
        }
        all.assertAll();
        assertThat(steps).isEqualTo(SERVERS.size());
    }

    private static Map<String, Object> usual(StepDescriptor descriptor) {
        StepParameters parameters = new StepParameters(descriptor.clazz);
        Map<String, Object> usual = new TreeMap<>();
        for (Map.Entry<String, Object> each : Map.<String, Object>of(
                        "hosts", "cmp-1", "host", "cmp-1", "tenant", "demo")
                .entrySet()) {
            if (parameters.type(each.getKey()) != null) {
                usual.put(each.getKey(), each.getValue());
            }
        }
        return usual;
    }

    private static String started(StepDescriptor descriptor, Map<String, Object> arguments, StepContext context) {
        try {
            return descriptor.newInstance(arguments).start(context) == null ? "nothing" : "started";
        } catch (AbortException e) {
            return "refused " + e.getMessage();
        } catch (Exception e) {
            return e.toString();
        }
    }

    /** What the step has then, as its form would show it; or "refused". */
    private static Object outcome(StepDescriptor descriptor, String name, Object value) {
        try {
            Step step = descriptor.newInstance(new TreeMap<>(Collections.singletonMap(name, value)));
            return get(step, name);
        } catch (AbortException e) {
            String message = e.getMessage();
            return message.startsWith(descriptor.getFunctionName() + ": ")
                            && message.contains(name)
                            && message.endsWith("Nothing was done.")
                            && message.lines().count() == 1
                    ? "refused"
                    : "refused with other words: " + message;
        } catch (Exception e) {
            return e;
        }
    }

    private static Object get(Step step, String name) throws ReflectiveOperationException {
        String property = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        try {
            return step.getClass().getMethod("get" + property).invoke(step);
        } catch (NoSuchMethodException e) {
            return step.getClass().getMethod("is" + property).invoke(step);
        }
    }

    private static String refusal(StepDescriptor descriptor, Map<String, Object> arguments) throws Exception {
        try {
            return "bound: " + descriptor.newInstance(arguments);
        } catch (AbortException e) {
            return e.getMessage();
        }
    }

    private static List<StepDescriptor> ours() {
        return StepDescriptor.all().stream()
                .filter(PumpDescriptor.class::isInstance)
                .toList();
    }
}
