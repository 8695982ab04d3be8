package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import org.junit.Test;

public class StepArgumentsTest {
    @Test
    public void namedArgumentsReachConstructorAndSetters() throws Exception {
        assertThat(order("dish: 'soup', portions: 3, hot: true")).contains("soup x3 hot SMALL");
    }

    @Test
    public void theOnlyRequiredArgumentNeedsNoName() throws Exception {
        assertThat(order("'stew'")).contains("stew x1 cold");
    }

    @Test
    public void textOfTheScriptBecomesTextAndEnums() throws Exception {
        assertThat(order("dish: \"${'so' + 'up'}\", size: \"${'LARGE'}\", spices: [\"${'salt'}\", 'dill']"))
                .contains("soup x1 cold LARGE [salt, dill]");
    }

    @Test
    public void mapsBecomeNestedObjects() throws Exception {
        assertThat(order("dish: 'soup', extras: [[name: 'bread', grams: 80], [name: 'butter']]"))
                .contains("[bread:80, butter:0]");
    }

    @Test
    public void symbolsBecomeNestedObjects() throws Exception {
        assertThat(order("dish: 'soup', extras: [extra(name: 'bread', grams: 80), extra('butter')]"))
                .contains("[bread:80, butter:0]");
    }

    @Test
    public void aMapParameterGetsTheMap() throws Exception {
        assertThat(order("dish: 'soup', notes: [to: \"${'go'}\"]")).contains("{to=go}");
    }

    @Test
    public void anUnknownArgumentNamesTheKnownOnes() throws Exception {
        assertThat(failure("order dish: 'soup', portion: 3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown parameter \"portion\" of OrderStep; there are "
                        + "[dish, extras, hot, notes, portions, size, spices]");
    }

    @Test
    public void aValueOfTheWrongTypeNamesTheParameter() throws Exception {
        assertThat(failure("order dish: 'soup', portions: 'many'"))
                .isInstanceOf(ClassCastException.class)
                .hasMessage("OrderStep.portions expects int but received class java.lang.String");
    }

    @Test
    public void anUnknownConstantNamesTheKnownOnes() throws Exception {
        assertThat(failure("order dish: 'soup', size: 'HUGE'"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OrderStep.size has no value HUGE; there are [SMALL, LARGE]");
    }

    @Test
    public void twoPositionalArgumentsAreTooMany() throws Exception {
        assertThat(failure("order 'soup', 3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected named arguments of order but got [soup, 3]");
    }

    @Test
    public void whatAConstructorRefusesFailsTheStep() throws Exception {
        assertThat(failure("order portions: 2")).isInstanceOf(IllegalArgumentException.class).hasMessage("name a dish");
    }

    @Test
    public void aScriptCanCatchAMistakeInArguments() throws Exception {
        PipelineResult result = Pipeline.of("try { order(plate: 1) } catch (IllegalArgumentException e) { echo 'caught' }")
                .run();

        assertThat(result.console()).contains("caught", "Finished: SUCCESS");
    }

    private static String order(String arguments) throws Exception {
        return Pipeline.of("echo order(" + arguments + ")").run().console();
    }

    private static Throwable failure(String call) throws Exception {
        return Pipeline.of(call).run().error();
    }
}
