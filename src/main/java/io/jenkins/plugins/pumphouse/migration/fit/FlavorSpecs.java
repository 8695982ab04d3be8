package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Extra specs of flavors that ask for something of the target's hypervisors by its name: a server of such a flavor
 * finds no host where none has it. What nova.conf of the hypervisors says, no API tells.
 */
final class FlavorSpecs implements FitProbe {

    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        boolean serves = needs.made(Kind.SERVER).findAny().isPresent();
        Map<String, Set<String>> flavors = new TreeMap<>(); // by spec, as a cloud has few of them
        for (Change change : needs.plan().changes()) {
            boolean used = change.decision() == Decision.CREATE
                    || serves && change.existing().isPresent() && !change.requested();
            if (change.resource().kind().equals(FlavorType.KIND) && used) {
                for (var spec : change.resource().field("extra_specs").properties()) {
                    flavors.computeIfAbsent(
                                    spec.getKey() + "=" + spec.getValue().asText(), any -> new TreeSet<>())
                            .add(change.resource().name());
                }
            }
        }
        List<FitRow> rows = new ArrayList<>();
        OfferedSpecs offered = new OfferedSpecs(needs.cloud());
        flavors.forEach((spec, names) -> offered.lacking(spec.substring(0, spec.indexOf('=')), value(spec))
                .map(state -> row(state, spec, names, needs.cloud()))
                .ifPresent(rows::add));
        return rows;
    }

    private static String value(String spec) {
        return spec.substring(spec.indexOf('=') + 1);
    }

    private static FitRow row(FitRow found, String spec, Collection<String> flavors, Cloud cloud) {
        return new FitRow(
                found.state(),
                (flavors.size() == 1 ? "flavor " : "flavors ") + String.join(", ", flavors),
                spec,
                1,
                found.free(),
                found.text().replace("{}", cloud.name()));
    }
}
