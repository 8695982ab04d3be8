package io.jenkins.plugins.pumphouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ConsoleTextTest {
    @Test
    public void lineBreaksAnsiAndConsoleNotesAreShownEscaped() {
        assertThat(ConsoleText.line("web\nFinished: SUCCESS")).isEqualTo("web\\nFinished: SUCCESS");
        assertThat(ConsoleText.line("\u001B[8mha:////4AAA\u001B[0mweb"))
                .isEqualTo("\\u001B[8mha:////4AAA\\u001B[0mweb");
        assertThat(ConsoleText.line("a\rb\tc\u0085d\u009Be\u2028f\u202Eg"))
                .isEqualTo("a\\u000Db\\u0009c\\u0085d\\u009Be\\u2028f\\u202Eg");
    }

    @Test
    public void lettersOfAnyScriptStayAsTheyAre() {
        assertThat(ConsoleText.line("Füßchen 测试 … → 😀")).isEqualTo("Füßchen 测试 … → 😀");
        assertThat(ConsoleText.line(null)).isNull();
    }

    @Test
    public void aMessageOfSeveralLinesKeepsThem() {
        assertThat(ConsoleText.lines("first\nsecond\u001B")).isEqualTo("first\nsecond\\u001B");
    }
}
