package io.jenkins.plugins.pumphouse.host.fuel;

import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import java.time.Duration;

/** Ways to a Fuel inside the JVM. */
final class Access {

    static final String NAME = "mira-os-1";

    private Access() {}

    static FuelAccess to(EmbeddedFuel fuel) {
        return to(fuel.url());
    }

    static FuelAccess to(String url) {
        return new FuelAccess(NAME, url, Login.of(null, "admin", "admin"), null, null, null, Duration.ofSeconds(5));
    }
}
