package io.jenkins.plugins.pumphouse.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.DurationText;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.Test;

/** The numbers of docs/limits.md are those of the code. */
public class LimitsTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\|[^|]*\\| `([\\w.]+)\\.([A-Z_]+)` \\|$");
    private static final int MIB = 1 << 20;

    @Test
    public void eachNumberIsTheConstantThatItsRowNames() throws Exception {
        String page = Files.readString(Path.of("docs/limits.md"));
        List<MatchResult> rows = ROW.matcher(page).results().toList();

        assertThat(rows).hasSize((int) page.lines()
                .filter(line -> line.startsWith("| ") && line.endsWith("` |"))
                .count());
        for (MatchResult row : rows) {
            Field constant = Class.forName("io.jenkins.plugins.pumphouse." + row.group(3))
                    .getDeclaredField(row.group(4));
            constant.setAccessible(true);
            assertThat(row.group(2)).as(row.group(1)).isEqualTo(words(constant.get(null)));
        }
    }

    /** As the page writes it. */
    private static String words(Object value) {
        if (value instanceof Duration duration) {
            return duration.toHours() > 0 && duration.toMinutes() == 60 ? "1 h" : DurationText.of(duration);
        }
        long number = ((Number) value).longValue();
        return number >= MIB && number % MIB == 0 ? number / MIB + " MiB" : String.format(Locale.ROOT, "%,d", number);
    }
}
