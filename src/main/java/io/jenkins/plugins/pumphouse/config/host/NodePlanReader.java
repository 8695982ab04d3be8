package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodeNaming;
import io.jenkins.plugins.pumphouse.host.model.NodePlan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Reads what the host is to be in Fuel. */
final class NodePlanReader {
    private NodePlanReader() {}

    /**
     * @param values of the host over the defaults
     * @param interfaces the host's own
     */
    static NodePlan read(Values values, Map<String, InterfacesForm.Interface> interfaces, Values defaults) {
        Map<String, List<String>> networks = networks(interfaces);
        TemplateForm.Template template = values.orElse(HostKeys.TEMPLATE, TemplateForm.NONE);
        return new NodePlan(
                values.get(HostKeys.ENVIRONMENT),
                new LinkedHashSet<>(values.orElse(HostKeys.ROLES, List.of())),
                new LayoutPlan(
                        template.disks(),
                        template.interfaces(),
                        new LayoutRules(
                                values.orElse(HostKeys.DISKS, List.of()),
                                networks.isEmpty()
                                        ? networks(defaults.orElse(HostKeys.INTERFACES, Map.of()))
                                        : networks),
                        new NodeNaming(
                                values.orElse(HostKeys.RENAME, true),
                                values.orElse(HostKeys.LABELS, Map.of()),
                                values.get(HostKeys.NODE_GROUP))));
    }

    private static Map<String, List<String>> networks(Map<String, InterfacesForm.Interface> interfaces) {
        Map<String, List<String>> networks = new LinkedHashMap<>();
        interfaces.forEach((name, nic) -> {
            if (!nic.networks().isEmpty()) {
                networks.put(name, nic.networks());
            }
        });
        return networks;
    }
}
