package io.jenkins.plugins.pumphouse.migration.model;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.Test;

public class EqualityTest {
    @Test
    public void nothingIsNothingHoweverItIsWritten() {
        for (String nothing : new String[] {"null", "\"\"", "[]", "{}"}) {
            assertThat(Equality.same(value(nothing), MissingNode.getInstance()))
                    .as(nothing)
                    .isTrue();
            assertThat(Equality.same(value("null"), value(nothing))).as(nothing).isTrue();
        }
    }

    @Test
    public void zeroAndFalseAreNotNothing() {
        assertThat(Equality.same(value("0"), value("null"))).isFalse();
        assertThat(Equality.same(value("false"), MissingNode.getInstance())).isFalse();
    }

    @Test
    public void oldReleasesSendNumbersAndBooleansAsText() {
        assertThat(Equality.same(value("\"2\""), value("2"))).isTrue();
        assertThat(Equality.same(value("\"True\""), value("true"))).isTrue();
        assertThat(Equality.same(value("\"2\""), value("3"))).isFalse();
    }

    @Test
    public void anArrayIsASetWithItsMultiplicities() {
        assertThat(Equality.same(value("[1, 2, 2]"), value("[2, 1, 2]"))).isTrue();
        assertThat(Equality.same(value("[1, 2, 2]"), value("[1, 1, 2]"))).isFalse();
        assertThat(Equality.same(value("[1]"), value("[1, 1]"))).isFalse();
    }

    @Test
    public void anObjectMayLackWhatIsNothing() {
        assertThat(Equality.same(value("{\"a\": 1}"), value("{\"a\": 1, \"b\": null}")))
                .isTrue();
        assertThat(Equality.same(value("{\"a\": 1, \"b\": []}"), value("{\"a\": 1}")))
                .isTrue();
        assertThat(Equality.same(value("{\"a\": 1}"), value("{\"a\": 1, \"b\": 2}")))
                .isFalse();
    }

    @Test
    public void textIsComparedWithItsCase() {
        assertThat(Equality.same(value("\"Web\""), value("\"web\""))).isFalse();
    }
}
