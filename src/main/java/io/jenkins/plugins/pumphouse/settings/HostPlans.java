package io.jenkins.plugins.pumphouse.settings;

import io.jenkins.plugins.pumphouse.config.host.HostSettings;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodeNaming;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the inventory says of a host, with the secrets that Jenkins keeps for its BMC and its switch. */
final class HostPlans {
    private final HostSettingsIndex hosts;
    private final String environment;
    private final SecretResolver secrets;

    /** @param environment of Fuel for hosts that name none; null for the only one */
    HostPlans(HostSettingsIndex hosts, String environment, SecretResolver secrets) {
        this.hosts = hosts;
        this.environment = environment;
        this.secrets = secrets;
    }

    /** @throws ConfigurationException if the inventory does not have the host, or not its BMC */
    HostPlan of(String name) throws IOException, InterruptedException {
        HostSettings host = hosts.host(name);
        return new HostPlan(
                host.name(),
                new Allowances(false, Set.of(), host.emptied()),
                bmc(host),
                host.macs(),
                host.serial(),
                host.trusted(),
                host.firmware(),
                host.persistentPxe(),
                Wiring.valueOf(host.wiring().name()),
                host.switchName() == null
                        ? null
                        : secrets.resolved(hosts.switchNamed(host.switchName()).access()),
                host.ports(),
                host.vlan() == null ? 0 : host.vlan(),
                host.environment() == null ? environment : host.environment(),
                host.roles(),
                new LayoutPlan(
                        host.template().disks(),
                        host.template().interfaces(),
                        new LayoutRules(host.disks(), host.interfaces()),
                        new NodeNaming(
                                host.node().rename(),
                                host.node().labels(),
                                host.node().group())),
                host.aggregates(),
                host.zone(),
                timeouts(host));
    }

    private BmcAccess bmc(HostSettings host) throws IOException, InterruptedException {
        if (host.bmc() == null) {
            throw new ConfigurationException("Host \"" + host.name() + "\" (" + host.file() + " " + host.position()
                    + ") has no \"bmc\", without which nobody can power it off. Add it, for example"
                    + " bmc: {address: 10.1.0.12, credentials: bmc-rack3}");
        }
        return secrets.resolved(host.bmc());
    }

    private static Map<Phase, Duration> timeouts(HostSettings host) {
        Map<Phase, Duration> timeouts = new EnumMap<>(Phase.class);
        host.timeouts().forEach((word, time) -> timeouts.put(Phase.valueOf(word.toUpperCase(Locale.ROOT)), time));
        return timeouts;
    }
}
