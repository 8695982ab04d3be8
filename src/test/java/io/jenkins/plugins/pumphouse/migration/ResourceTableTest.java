package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The table of what is moved, docs/resources.md, names the types that there are, with their steps, in their order. */
public class ResourceTableTest {
    /**
     * The words of the original's commands, which a mapping takes too, and wires and hypervisors, which are no objects.
     */
    private static final Set<String> OTHER_WORDS =
            Set.of("tenants", "floating_ips", "zones", "secgroups", "physical_networks", "volume_backends", "hosts");

    /** What belongs to another object and has no name of its own, and servers, which only their mark identifies. */
    private static final Set<String> UNNAMED = Set.of(
            "group_members",
            "assignments",
            "implied_roles",
            "quotas",
            "default_quotas",
            "user_quotas",
            "rules",
            "rbac_policy_of_groups",
            "qos_rules",
            "network_segments",
            "router_interfaces",
            "routes",
            "rbac_policies",
            "ports",
            "trunks",
            "left_behinds",
            "servers",
            "port_forwardings",
            "temporary_accesses",
            "cutovers");

    private final ResourceTypes types = new ResourceTypes();

    @Test
    public void theTableNamesEveryTypeWithItsSteps() throws Exception {
        assertThat(rows().entrySet().stream().toList())
                .isEqualTo(registered().entrySet().stream().toList());
    }

    @Test
    public void theReadmeNamesEveryStep() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Verb.values()).allSatisfy(verb -> assertThat(readme).contains("| `" + verb.step() + "` |"));
    }

    /** The schema is made of the keys that are read, so a type that a mapping can name and cannot write is found. */
    @Test
    public void aMappingTakesTheNameOfEveryTypeWhoseObjectsAnOperatorCalls() throws Exception {
        Set<String> keys = new TreeSet<>();
        new ObjectMapper()
                .readTree(Path.of("docs/pumphouse.schema.json").toFile())
                .path("properties")
                .path("mapping")
                .path("properties")
                .fieldNames()
                .forEachRemaining(keys::add);
        keys.removeAll(OTHER_WORDS);

        assertThat(types.kinds().stream().map(Kind::mappingKey).filter(key -> !UNNAMED.contains(key)))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    private Map<String, String> registered() {
        Map<String, String> rows = new LinkedHashMap<>();
        for (Kind kind : types.kinds()) {
            rows.put(
                    kind.word(),
                    Stream.of(Verb.values())
                            .filter(verb -> types.of(verb).contains(kind))
                            .map(verb -> "`" + verb.step() + "`")
                            .collect(Collectors.joining(", ")));
        }
        return rows;
    }

    private static Map<String, String> rows() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("docs/resources.md")).stream()
                .dropWhile(line -> !line.startsWith("| "))
                .takeWhile(line -> line.startsWith("| "))
                .skip(2)
                .toList();
        Map<String, String> rows = new LinkedHashMap<>();
        lines.forEach(line -> {
            String[] cells = line.split("\\|");
            rows.put(cells[1].strip(), cells[2].strip());
        });
        return rows;
    }
}
