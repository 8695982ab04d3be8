package io.jenkins.plugins.pumphouse.migration.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.Test;

public class EqualityTest {
    @Test
    public void nothingIsNothingHoweverItIsWritten() {
        for (String nothing : new String[] {"null", "\"\"", "[]", "{}"}) {
            assertThat(Equality.same(json(nothing), MissingNode.getInstance()))
                    .as(nothing)
                    .isTrue();
            assertThat(Equality.same(json("null"), json(nothing))).as(nothing).isTrue();
        }
    }

    @Test
    public void zeroAndFalseAreNotNothing() {
        assertThat(Equality.same(json("0"), json("null"))).isFalse();
        assertThat(Equality.same(json("false"), MissingNode.getInstance())).isFalse();
    }

    @Test
    public void oldReleasesSendNumbersAndBooleansAsText() {
        assertThat(Equality.same(json("\"2\""), json("2"))).isTrue();
        assertThat(Equality.same(json("\"True\""), json("true"))).isTrue();
        assertThat(Equality.same(json("\"2\""), json("3"))).isFalse();
    }

    @Test
    public void anArrayIsASetWithItsMultiplicities() {
        assertThat(Equality.same(json("[1, 2, 2]"), json("[2, 1, 2]"))).isTrue();
        assertThat(Equality.same(json("[1, 2, 2]"), json("[1, 1, 2]"))).isFalse();
        assertThat(Equality.same(json("[1]"), json("[1, 1]"))).isFalse();
    }

    @Test
    public void anObjectMayLackWhatIsNothing() {
        assertThat(Equality.same(json("{\"a\": 1}"), json("{\"a\": 1, \"b\": null}")))
                .isTrue();
        assertThat(Equality.same(json("{\"a\": 1, \"b\": []}"), json("{\"a\": 1}")))
                .isTrue();
        assertThat(Equality.same(json("{\"a\": 1}"), json("{\"a\": 1, \"b\": 2}")))
                .isFalse();
    }

    @Test
    public void textIsComparedWithItsCase() {
        assertThat(Equality.same(json("\"Web\""), json("\"web\""))).isFalse();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
