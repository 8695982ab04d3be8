package io.jenkins.plugins.pumphouse.settings;

import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.host.SwitchSettings;
import io.jenkins.plugins.pumphouse.config.host.WiringSettings;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Warnings of secrets that pass a network where a listener can read them. */
final class Unencrypted {
    private Unencrypted() {}

    /** One line for each of the clouds, and of the Fuels that deploy them, that is called over plain HTTP. */
    static List<String> ofClouds(CloudSettings... clouds) {
        return Stream.of(clouds).flatMap(cloud -> lines(cloud).stream()).toList();
    }

    private static List<String> lines(CloudSettings cloud) {
        List<String> lines = new ArrayList<>();
        if (isPlain(cloud.authUrl())) {
            lines.add("cloud \"" + cloud.name() + "\" is called over plain http (" + cloud.authUrl()
                    + "): anyone on the network path can read its"
                    + " password and tokens. Use https if the cloud has it.");
        }
        if (cloud.fuel() != null && isPlain(cloud.fuel().url())) {
            lines.add("Fuel of cloud \"" + cloud.name() + "\" is called over plain http ("
                    + cloud.fuel().url() + "): anyone on the network path can read"
                    + " its password and tokens. Use https (usually port 8443) if this Fuel has it.");
        }
        return lines;
    }

    /** One line for each switch of the named hosts that is spoken to by SNMP v2c. */
    static List<String> ofSwitches(HostSettingsIndex hosts, List<String> names) {
        return names.stream()
                .map(hosts::host)
                .filter(host -> host.wiring().by() == WiringSettings.By.SWITCH
                        && host.wiring().switchName() != null)
                .map(host -> hosts.switchNamed(host.wiring().switchName()))
                .filter(one -> one.access().version() == SwitchAccess.Version.V2C)
                .map(SwitchSettings::name)
                .distinct()
                .map(name -> "switch \"" + name
                        + "\" is spoken to by SNMP v2c: anyone on the network path can read its community and can"
                        + " change its ports. Use v3 if the switch has it.")
                .toList();
    }

    /** What stays on this computer passes no network. */
    private static boolean isPlain(String url) {
        URI uri = URI.create(url.strip());
        String host = uri.getHost() == null ? "" : uri.getHost();
        return "http".equalsIgnoreCase(uri.getScheme())
                && !host.startsWith("127.")
                && !host.equals("localhost")
                && !host.equals("[::1]");
    }
}
