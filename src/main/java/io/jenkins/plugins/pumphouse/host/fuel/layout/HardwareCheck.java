package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the machine has the disks and interfaces that the inventory's rules name, as far as a Fuel has seen it
 * before.
 */
public final class HardwareCheck {
    private static final Set<String> ANY_DISK = Set.of("first", "largest", "smallest", "ssd");
    private static final String BOOTS = "pxe";

    private final LayoutRules rules;
    private final Optional<Node> known;

    /** @param known the machine as a Fuel has seen it before; empty if none has */
    public HardwareCheck(LayoutRules rules, Optional<Node> known) {
        this.rules = rules;
        this.known = known;
    }

    /** Whether nobody can say what it has before it has registered. */
    public boolean isUnknown() {
        return known.isEmpty();
    }

    /** One clause for each part that is missing. */
    public List<String> missing() {
        return known.map(this::missing).orElse(List.of());
    }

    private List<String> missing(Node node) {
        List<String> missing = new ArrayList<>();
        Set<String> nics = names(node.meta().path("interfaces"), "name");
        Set<String> macs = names(node.meta().path("interfaces"), "mac");
        for (String wanted : rules.interfaces().keySet()) {
            if (!nics.isEmpty()
                    && !wanted.equals(BOOTS)
                    && !nics.contains(wanted)
                    && !macs.contains(wanted.toLowerCase(Locale.ROOT))) {
                missing.add(
                        "it has no interface " + wanted + " but " + String.join(", ", nics) + ", as Fuel has seen it");
            }
        }
        Set<String> disks = names(node.meta().path("disks"), "name");
        Set<String> paths = names(node.meta().path("disks"), "disk");
        for (DiskRule rule : rules.disks()) {
            String wanted = rule.disk();
            if (!disks.isEmpty()
                    && wanted != null
                    && !ANY_DISK.contains(wanted)
                    && !disks.contains(wanted)
                    && !paths.contains(wanted)) {
                missing.add("it has no disk " + wanted + " for the volume " + rule.volume() + " but "
                        + String.join(", ", disks) + ", as Fuel has seen it");
            }
        }
        return missing;
    }

    private static Set<String> names(JsonNode parts, String field) {
        Set<String> names = new TreeSet<>();
        parts.forEach(part -> names.add(part.path(field).asText()));
        names.remove("");
        return names;
    }
}
