package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.AggregatePlan;
import io.jenkins.plugins.pumphouse.host.model.HostClouds;
import io.jenkins.plugins.pumphouse.host.model.HostMachine;
import io.jenkins.plugins.pumphouse.host.model.HostPace;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodePlan;
import io.jenkins.plugins.pumphouse.host.model.WiringPlan;
import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hosts that builds want to move, each with what tells it from others. */
final class WantedHosts {
    static final String SOURCE = "http://10.0.0.1:5000/v3";

    private WantedHosts() {}

    static HostRequest request(HostPlan... hosts) {
        return request(SOURCE, "http://10.20.0.2:8000", hosts);
    }

    static HostRequest request(String source, String fuelUrl, HostPlan... hosts) {
        CloudAccess cloud = CloudAccess.ofPassword("old", source, "admin", "secret", "admin");
        FuelAccess fuel = new FuelAccess(
                "new", fuelUrl, Login.of(null, "admin", "secret"), null, null, null, Duration.ofSeconds(5));
        return new HostRequest(
                new HostClouds(cloud, cloud, fuel, null),
                List.of(hosts),
                new HostPace(Duration.ofSeconds(15), Duration.ofMinutes(30), 0, 1, false),
                false);
    }

    static HostPlan host(String name, String bmc, String environment) {
        return host(name, Driver.IPMI, bmc, environment);
    }

    static HostPlan host(String name, Driver driver, String bmc, String environment) {
        return host(name, driver, bmc, environment, null);
    }

    static HostPlan host(String name, String bmc, String environment, String serial) {
        return host(name, Driver.IPMI, bmc, environment, serial);
    }

    static HostPlan ofSystem(String name, String bmc, String system, String environment) {
        return host(name, access(name, Driver.REDFISH, bmc).ofSystem(system), environment, null);
    }

    static HostPlan host(String name, Driver driver, String bmc, String environment, String serial) {
        return host(name, access(name, driver, bmc), environment, serial);
    }

    private static BmcAccess access(String name, Driver driver, String bmc) {
        return new BmcAccess(
                name,
                driver,
                bmc,
                driver.usualPort(),
                Login.withPassword("ADMIN", "secret"),
                0,
                Trust.JVM,
                Duration.ofSeconds(5));
    }

    static HostPlan host(String name, BmcAccess access, String environment, String serial) {
        return new HostPlan(
                name,
                Allowances.NONE,
                new HostMachine(access, Set.of(), serial, false, null, false),
                WiringPlan.NONE,
                new NodePlan(environment, Set.of("compute"), new LayoutPlan(null, LayoutRules.none())),
                AggregatePlan.NONE,
                Map.of());
    }
}
