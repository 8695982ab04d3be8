package io.jenkins.plugins.pumphouse.settings;

import io.jenkins.plugins.pumphouse.config.host.HostSettings;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.host.WiringSettings;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.model.WiringPlan;
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
                host.machine().with(bmc(host)),
                wiring(host.wiring()),
                host.node().orIn(environment),
                host.place(),
                timeouts(host));
    }

    private WiringPlan wiring(WiringSettings wiring) throws IOException, InterruptedException {
        return new WiringPlan(
                Wiring.valueOf(wiring.by().name()),
                wiring.switchName() == null
                        ? null
                        : secrets.resolved(
                                hosts.switchNamed(wiring.switchName()).access()),
                wiring.ports(),
                wiring.vlan() == null ? 0 : wiring.vlan());
    }

    private BmcAccess bmc(HostSettings host) throws IOException, InterruptedException {
        if (host.machine().bmc() == null) {
            throw new ConfigurationException("Host \"" + host.name() + "\" (" + host.file() + " " + host.position()
                    + ") has no \"bmc\", without which nobody can power it off. Add it, for example"
                    + " bmc: {address: 10.1.0.12, credentials: bmc-rack3}");
        }
        return secrets.resolved(host.machine().bmc());
    }

    private static Map<Phase, Duration> timeouts(HostSettings host) {
        Map<Phase, Duration> timeouts = new EnumMap<>(Phase.class);
        host.timeouts().forEach((word, time) -> timeouts.put(Phase.valueOf(word.toUpperCase(Locale.ROOT)), time));
        return timeouts;
    }
}
