package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.login.LiteralSecrets;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one file says of hosts and switches; what they must hold between them is seen when all files are there.
 *
 * @param hosts in the file's order
 * @param switches in the file's order
 * @param defaults of hosts, for the inventories that this file names
 */
public record HostInventory(List<HostSettings> hosts, List<SwitchSettings> switches, Values defaults) {

    public HostInventory {
        hosts = List.copyOf(hosts);
        switches = List.copyOf(switches);
    }

    /** Whose secrets stand in the file. */
    public List<LiteralSecrets.Holder> secrets() {
        return Stream.concat(
                        switches.stream()
                                .filter(each -> each.access().hasLiteralSecret())
                                .map(one -> new LiteralSecrets.Holder(one.name(), one.position())),
                        hosts.stream()
                                .filter(HostSettings::hasLiteralSecret)
                                .map(one -> new LiteralSecrets.Holder(one.name(), one.position())))
                .toList();
    }
}
