package io.jenkins.plugins.pumphouse.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.Test;

/** The colours of the report that is taken along, by the contrast ratio of WCAG 2.1. */
public class HtmlStyleTest {
    private static final Pattern COLOUR = Pattern.compile("--(\\w+): #([0-9a-f]{6}|[0-9a-f]{3})");

    /** Of words, by success criterion 1.4.3. */
    private static final double OF_TEXT = 4.5;

    /** Of what else has to be seen, by 1.4.11. */
    private static final double OF_BARS = 3;

    @Test
    public void wordsAndBarsCanBeSeenInLightAndInDark() {
        String[] schemes = HtmlStyle.text().split("@media \\(prefers-color-scheme: dark\\)");
        assertThat(schemes).hasSize(2);
        SoftAssertions all = new SoftAssertions();
        for (String scheme : schemes) {
            Map<String, String> colours = colours(scheme);
            for (String word : List.of("text", "soft", "good", "change", "bad")) {
                for (String behind : List.of("back", "card")) {
                    all.assertThat(contrast(colours.get(word), colours.get(behind)))
                            .as(word + " on " + behind)
                            .isGreaterThanOrEqualTo(OF_TEXT);
                }
            }
            all.assertThat(contrast(colours.get("soft"), colours.get("head")))
                    .as("the heads of tables")
                    .isGreaterThanOrEqualTo(OF_TEXT);
            for (String bar :
                    List.of("cyan", "indigo", "orange", "purple", "yellow", "brown", "blue", "green", "pink")) {
                all.assertThat(contrast(colours.get(bar), colours.get("head")))
                        .as(bar + " in the time line")
                        .isGreaterThanOrEqualTo(OF_BARS);
            }
        }
        all.assertAll();
    }

    /** Otherwise one long name pushes all that stands behind it out of sight. */
    @Test
    public void aLongNameIsBrokenInItsCellAndAnIdIsNot() {
        assertThat(HtmlStyle.text())
                .containsPattern("td\\.name[^{]*\\{[^}]*overflow-wrap: anywhere")
                .containsPattern("td\\.id[^{]*\\{[^}]*white-space: nowrap");
    }

    private static Map<String, String> colours(String css) {
        Map<String, String> colours = new HashMap<>();
        Matcher found = COLOUR.matcher(css);
        while (found.find()) {
            colours.put(
                    found.group(1),
                    found.group(2).length() == 3 ? found.group(2).replaceAll(".", "$0$0") : found.group(2));
        }
        return colours;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        return IntStream.range(0, 3)
                .mapToDouble(i -> {
                    double part = Integer.parseInt(colour.substring(2 * i, 2 * i + 2), 16) / 255.0;
                    return weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
                })
                .sum();
    }
}
