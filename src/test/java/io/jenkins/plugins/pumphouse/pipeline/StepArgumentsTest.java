package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.pipeline.trial.OrderStep;
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
    public void anUnknownArgumentIsOnlyWarnedOf() throws Exception {
        assertThat(order("dish: 'soup', portion: 3, warm: true"))
                .contains(
                        "WARNING: Unknown parameter(s) found for class type '" + OrderStep.class.getName()
                                + "': portion,warm",
                        "soup x1 cold");
    }

    @Test
    public void aTextThatIsNotTrueIsFalse() throws Exception {
        assertThat(order("dish: 'soup', hot: 'yes'")).contains("soup x1 cold");
        assertThat(order("dish: 'soup', hot: 'TRUE'")).contains("soup x1 hot");
    }

    @Test
    public void aTextOfDigitsIsANumberAndAFractionIsCutOff() throws Exception {
        assertThat(order("dish: 'soup', portions: '3'")).contains("soup x3 cold");
        assertThat(order("dish: 'soup', portions: 2.9")).contains("soup x2 cold");
    }

    @Test
    public void aTextIsNoList() throws Exception {
        assertThat(failure("order dish: 'soup', spices: 'dill'"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Could not instantiate {dish=soup, spices=dill} for " + OrderStep.class.getName())
                .hasMessageEndingWith("expects java.util.List<java.lang.String> but received class java.lang.String");
    }

    @Test
    public void nothingIsNoNumber() throws Exception {
        assertThat(failure("order dish: 'soup', portions: null"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Could not instantiate");
    }

    @Test
    public void aValueOfTheWrongTypeNamesTheSetter() throws Exception {
        assertThat(failure("order dish: 'soup', portions: 'many'"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "OrderStep.setPortions() expects class java.lang.Integer but was unable to coerce the received"
                                + " value \"many\" to that type");
    }

    @Test
    public void anUnknownConstantFails() throws Exception {
        assertThat(failure("order dish: 'soup', size: 'HUGE'"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("No enum constant " + OrderStep.Size.class.getCanonicalName() + ".HUGE");
    }

    @Test
    public void twoPositionalArgumentsAreTooMany() throws Exception {
        assertThat(failure("order 'soup', 3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected named arguments but got [soup, 3]");
    }

    @Test
    public void whatAConstructorRefusesFailsTheStep() throws Exception {
        assertThat(failure("order portions: 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("java.lang.IllegalArgumentException: name a dish");
    }

    @Test
    public void aScriptCanCatchAMistakeInArguments() throws Exception {
        PipelineResult result = Pipeline.of(
                        "try { order(portions: 1) } catch (IllegalArgumentException e) { echo 'caught' }")
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
