package io.jenkins.plugins.pumphouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.Test;

/** What somebody sends is read into memory only if it fits. */
public class BoundedJsonTest {

    private static BoundedJson.Read read(String text, long most) throws Exception {
        return BoundedJson.read(text.getBytes(StandardCharsets.UTF_8), most);
    }

    @Test
    public void aTreeKnowsWhatItCosts() throws Exception {
        BoundedJson.Read read = read("{\"a\": [1, 2]}", 10_000);
        assertThat(read.tree().path("a").size()).isEqualTo(2);
        assertThat(read.memory()).as("its text and each of its seven parts").isEqualTo(13 + 7 * 64);
        assertThat(read("", 10_000).tree().isMissingNode()).isTrue();
    }

    @Test
    public void aSmallTextOfALargeTreeIsNotRead() {
        assertThatThrownBy(() -> read("[" + "[],".repeat(1_000_000) + "[]]", 64 * 1024 * 1024))
                .isInstanceOf(BoundedJson.TooLarge.class)
                .hasMessage("it would take more than 64 MiB of memory");
        String large = "[" + "[],".repeat(8_000_000) + "[]]";
        assertThat(new JsonReply(200, Map.of(), large, false).json()).isEmpty();
    }

    @Test
    public void whatIsNoJsonIsNotRead() {
        assertThatThrownBy(() -> read("<html>", 10_000)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> read("{} <html>", 10_000)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> read("[".repeat(100_000), 1 << 30))
                .as("a nest of any depth")
                .isInstanceOf(JsonProcessingException.class);
    }
}
