package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.config.InheritedText.Layer;
import io.jenkins.plugins.pumphouse.config.host.BmcReader;
import io.jenkins.plugins.pumphouse.config.host.DisksForm;
import io.jenkins.plugins.pumphouse.config.host.HostKeys;
import io.jenkins.plugins.pumphouse.config.host.HostSettings;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.host.InterfacesForm;
import io.jenkins.plugins.pumphouse.config.host.PhaseTimeouts;
import io.jenkins.plugins.pumphouse.config.host.SwitchReader;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** {@code docs/configuration.md} says what the code does. */
public class DocumentationTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```");

    @Test
    public void theExampleOfHostsIsWithoutMistakes() throws IOException {
        String text = Files.readString(Path.of("examples", "hosts", "pumphouse.yaml"));
        Configuration configuration = Configuration.parse("pumphouse.yaml", text);

        assertThat(configuration.hosts().all()).extracting(HostSettings::name).containsExactly("cmp-12", "cmp-13");
        assertThat(configuration.hasLiteralSecrets()).isFalse();
        assertThat(configuration.target(null).fuel().environment()).isEqualTo("mos-prod");
    }

    @Test
    public void everyExampleWorks() throws IOException {
        List<String> examples = examples(text -> !text.startsWith("unclassified:")
                        && !text.startsWith("inherits:")
                        && !isInventory(text)
                        && !isMapping(text))
                .toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
        for (String example : examples) {
            boolean part = Stream.of("mapping:", "cutover:", "provider_networks:", "limits:", "switches:")
                    .anyMatch(example::startsWith);
            String clouds = part ? Yaml.workingSourceWith() : "";
            assertThat(Configuration.parse("configuration.md", clouds + example).sources())
                    .as(example)
                    .isNotEmpty();
        }
    }

    @Test
    public void theExampleThatInheritsChangesWhatItSaysAndKeepsTheRest() throws IOException {
        String example =
                examples(text -> text.startsWith("inherits:")).findFirst().orElseThrow();
        String production = Yaml.workingSourceWith() + """
                target: [{name: mira-os-1, auth_url: "http://10.0.1.1:5000/v3", credentials: admin, region: one}]
                mapping: {flavors: {m1.tiny: c1.tiny}}
                """;

        String whole = InheritedText.merged(
                List.of(new Layer("the folder's", example), new Layer("Jenkins' settings", production)));

        Configuration configuration = Configuration.parse("configuration.md", whole);
        assertThat(configuration.target(null).name()).isEqualTo("mira-os-1");
        assertThat(whole)
                .contains("region: one", "credentials: shop-admin", "m1.tiny: c1.tiny", "m1.small: shop.small");
    }

    @Test
    public void theExampleOfHostsSaysWhatTheTextAroundItSays() throws IOException {
        String example =
                examples(text -> text.startsWith("switches:")).findFirst().orElseThrow();
        HostSettingsIndex hosts = Configuration.parse("configuration.md", Yaml.workingSourceWith() + example)
                .hosts();
        assertThat(hosts.host("cmp-12").machine().bmc().driver()).isEqualTo(Driver.IPMI);
        assertThat(hosts.host("cmp-12").machine().bmc().login().credentials()).isEqualTo("bmc-rack3");
        assertThat(hosts.host("cmp-13").machine().bmc().driver()).isEqualTo(Driver.REDFISH);
        assertThat(hosts.host("cmp-13").node().roles()).containsExactly("compute", "ceph-osd");
        assertThat(hosts.switchNamed("tor-3").access().version()).isEqualTo(SwitchAccess.Version.V3);
    }

    @Test
    public void theExampleOfAnInventoryWorks() throws IOException {
        String example = examples(DocumentationTest::isInventory).findFirst().orElseThrow();
        HostSettingsIndex hosts = Configuration.parse(
                        "configuration.md", Yaml.workingSourceWith() + "inventory: i.yaml\n")
                .hosts(Map.of("i.yaml", example));
        assertThat(hosts.host("cmp-12").machine().macs()).containsExactly("00:25:90:e7:46:d0");
        assertThat(hosts.host("cmp-12").machine().bmc().address()).isEqualTo("10.1.0.12");
    }

    @Test
    public void theExampleOfAMappingInAFileOfItsOwnWorks() throws IOException {
        assertThat(MappingReader.read(
                        "configuration.md",
                        examples(DocumentationTest::isMapping).findFirst().orElseThrow()))
                .isEqualTo(Map.of("project", Map.of("demo", "demo-2"), "image", Map.of("cirros-test", "skip")));
    }

    private static boolean isMapping(String text) {
        return text.startsWith("tenants:");
    }

    @Test
    public void theFirstExampleIsTheSampleOfTheOriginal() throws IOException {
        Matcher first = BLOCK.matcher(page());
        assertThat(first.find()).isTrue();
        assertThat(first.group(1)).isEqualTo(Yaml.SAMPLE.replaceAll("(?m)^  ", ""));
    }

    @Test
    public void everyKeyIsInATable() throws IOException {
        String rows = String.join(
                "\n", page().lines().filter(line -> line.startsWith("|")).toList());
        Stream.of(
                        ConfigurationReader.TOP.keys(),
                        CloudReader.CLOUD.keys(),
                        MappingForm.KINDS.keys(),
                        HostKeys.HOST.keys(),
                        HostKeys.DEFAULTS.keys(),
                        BmcReader.BMC.keys(),
                        SwitchReader.SWITCH.keys(),
                        PhaseTimeouts.PHASES.keys(),
                        LimitsReader.LIMITS.keys(),
                        DisksForm.VOLUME.keys(),
                        InterfacesForm.INTERFACE.keys())
                .flatMap(Set::stream)
                .forEach(key -> assertThat(rows).contains("`" + key + "`"));
    }

    /** The only example that is no configuration: a file that one names. */
    private static boolean isInventory(String text) {
        return text.startsWith("rack3_login:");
    }

    private static Stream<String> examples(Predicate<String> wanted) throws IOException {
        return BLOCK.matcher(page()).results().map(block -> block.group(1)).filter(wanted);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs", "configuration.md"));
    }
}
