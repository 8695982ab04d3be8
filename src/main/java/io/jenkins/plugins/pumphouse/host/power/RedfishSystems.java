package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The systems of a Redfish service, as that of a chassis has several: the one that is a host's, or none. */
final class RedfishSystems {
    /** What a message shows of a chassis' systems. */
    private static final int SHOWN = 16;

    private final BmcAccess access;
    private final RedfishSession session;
    private final List<String> paths;

    RedfishSystems(BmcAccess access, RedfishSession session, List<String> paths) {
        this.access = access;
        this.session = session;
        this.paths = paths;
    }

    /**
     * The path of the host's system.
     *
     * @throws BmcException.Unsupported if it is not certain which one that is
     */
    String choose() {
        WantedSystem wanted = access.system();
        if (wanted.named() != null) {
            return named(wanted.named());
        }
        return paths.size() == 1 ? paths.get(0) : told(wanted);
    }

    private String named(String name) {
        List<String> meant = paths.stream().filter(path -> isCalled(path, name)).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw new BmcException.Unsupported(
                access,
                "has no system \"" + name + "\", as \"system\" of \"bmc\" in the inventory says. It manages "
                        + paths.stream().limit(SHOWN).collect(Collectors.joining(", ")) + ".");
    }

    private static boolean isCalled(String path, String name) {
        String bare = path.replaceFirst("/+$", "");
        return bare.equalsIgnoreCase(name.replaceFirst("/+$", ""))
                || bare.substring(bare.lastIndexOf('/') + 1).equalsIgnoreCase(name);
    }

    private String told(WantedSystem wanted) {
        Map<String, JsonNode> systems = new LinkedHashMap<>();
        paths.forEach(path -> session.optional(path).ifPresent(system -> systems.put(path, system)));
        List<String> meant = systems.entrySet().stream()
                .filter(system -> isOf(system.getValue(), wanted.serial()))
                .map(Map.Entry::getKey)
                .toList();
        if (meant.isEmpty() && !wanted.macs().isEmpty()) {
            meant = systems.entrySet().stream()
                    .filter(system -> hasAny(system.getValue(), wanted.macs()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw new BmcException.Unsupported(
                access,
                "manages " + paths.size() + " systems ("
                        + paths.stream()
                                .limit(SHOWN)
                                .map(path -> described(path, systems.get(path)))
                                .collect(Collectors.joining(", "))
                        + "), and " + (meant.isEmpty() ? "none" : "more than one")
                        + " of them has the serial number, UUID or MACs that the inventory has of this host. Say which"
                        + " one it is: \"system\" in its \"bmc\".");
    }

    /** Some inventories have the UUID in place of a serial number. */
    private static boolean isOf(JsonNode system, String serialOrNull) {
        return SerialNumber.of(serialOrNull)
                .filter(serial -> serial.equalsIgnoreCase(
                                system.path("SerialNumber").asText("").strip())
                        || serial.equalsIgnoreCase(system.path("UUID").asText("")))
                .isPresent();
    }

    private boolean hasAny(JsonNode system, Set<String> macs) {
        return !Collections.disjoint(RedfishIdentity.of(system, session).macs(), macs);
    }

    private static String described(String path, JsonNode systemOrNull) {
        return path
                + Optional.ofNullable(systemOrNull)
                        .flatMap(system ->
                                SerialNumber.of(system.path("SerialNumber").asText("")))
                        .map(serial -> " with the serial number " + serial)
                        .orElse("");
    }
}
