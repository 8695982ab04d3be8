package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.util.Random;
import org.junit.Test;

/** Whatever happens to a file on its way, its reader answers with mistakes and never with anything else. */
public class DamagedFileTest {
    private static final String WHOLE = Yaml.SAMPLE.replaceFirst("password: admin", "password: hunter2")
            + "\n  mapping:\n    flavors: {m1.small: c1, 42: c2}\n";

    /** What YAML gives a meaning to. */
    private static final String MARKS = ":-?[]{},#&*!|>'\"%@`~<= \t\n\0\u00a0é€😀";

    private static final int FILES = 2_000;

    @Test(timeout = 30_000)
    public void aDamagedFileIsReadOrRefusedWithPlacesAndWithoutItsPassword() {
        Random chance = new Random(2014);
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            String damaged = damaged(chance);
            try {
                Configuration.parse("pumphouse.yaml", damaged);
            } catch (ConfigurationException e) {
                refused++;
                assertThat(e.mistakes()).as(damaged).isNotEmpty();
                assertThat(e.getMessage()).as(damaged).doesNotContain("hunter2").startsWith("pumphouse.yaml");
            }
        }
        assertThat(refused).isBetween(FILES / 4, FILES - 1);
    }

    private static String damaged(Random chance) {
        StringBuilder text = new StringBuilder(WHOLE);
        for (int damages = 1 + chance.nextInt(3); damages > 0; damages--) {
            int at = chance.nextInt(text.length());
            int mark = chance.nextInt(MARKS.length());
            switch (chance.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, MARKS.charAt(mark));
                default -> text.setLength(text.length() - chance.nextInt(20));
            }
        }
        return text.toString();
    }
}
