package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which machine a Redfish service manages: its serial number, UUID, and the MACs of its interfaces. */
final class RedfishIdentity {
    private static final Pattern MAC = Pattern.compile("([0-9a-f]{2}:){5}[0-9a-f]{2}");
    private static final Set<String> NOBODYS = Set.of("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff");

    private RedfishIdentity() {}

    static MachineIdentity of(JsonNode system, RedfishSession session) {
        String serial = system.path("SerialNumber").asText("").strip();
        Set<String> macs = new HashSet<>();
        // Some services do not show an interface while the machine is off; the others still tell which machine it is.
        for (String member : RedfishCollection.members(
                session.optional(
                        system.path("EthernetInterfaces").path("@odata.id").asText("")),
                session::optional)) {
            session.optional(member).flatMap(RedfishIdentity::mac).ifPresent(macs::add);
        }
        return new MachineIdentity(
                serial.isEmpty() ? null : serial,
                uuid(system.path("UUID").asText("")).orElse(null),
                macs);
    }

    /** Empty where a service has a word in its place, or zeros as for a port without an address. */
    private static Optional<String> mac(JsonNode network) {
        return Stream.of("PermanentMACAddress", "MACAddress")
                .map(field -> network.path(field)
                        .asText("")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replace('-', ':'))
                .filter(mac -> MAC.matcher(mac).matches() && !NOBODYS.contains(mac))
                .findFirst();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // some write a serial number into this field
        }
    }
}
