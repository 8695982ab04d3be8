package io.jenkins.plugins.pumphouse.host.wiring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** The bridge ports of a switch and all the names that their interfaces have. */
final class SwitchPorts {
    private final SwitchAccess access;
    /** In the order of their numbers. */
    private final List<Port> ports;

    /**
     * @param number of the bridge port; what Q-BRIDGE counts by
     * @param name of its interface; null if the switch tells none
     * @param names all that it may be called by
     */
    private record Port(int number, String name, List<String> names) {

        @Override
        public String toString() {
            return name == null || name.equals(Integer.toString(number))
                    ? Integer.toString(number)
                    : name + " (" + number + ")";
        }
    }

    private SwitchPorts(SwitchAccess access, List<Port> ports) {
        this.access = access;
        this.ports = ports;
    }

    /** @throws SwitchException if the switch shows no bridge ports */
    static SwitchPorts read(SnmpSession session, SwitchAccess access) {
        Map<Integer, Integer> interfaces = new TreeMap<>();
        session.walk(Mib.BASE_PORT_IF_INDEX).forEach((port, value) -> interfaces.put(port, value.toInt()));
        if (interfaces.isEmpty()) {
            throw SwitchException.unsupported(
                    access,
                    "shows no bridge ports (dot1dBasePortTable). It is no switch, or its SNMP view leaves BRIDGE-MIB"
                            + " and Q-BRIDGE-MIB out: widen the view, or rewire by a block of your own.");
        }
        List<Map<Integer, String>> columns = Stream.of(Mib.IF_NAME, Mib.IF_DESCR, Mib.IF_ALIAS)
                .map(session::texts)
                .toList();
        return new SwitchPorts(
                access,
                interfaces.entrySet().stream()
                        .map(entry -> port(entry.getKey(), entry.getValue(), columns))
                        .toList());
    }

    private static Port port(int number, int ifIndex, List<Map<Integer, String>> columns) {
        List<String> names = columns.stream()
                .map(column -> column.getOrDefault(ifIndex, ""))
                .filter(name -> !name.isBlank())
                .toList();
        return new Port(number, names.isEmpty() ? null : names.get(0), names);
    }

    /**
     * The number of the bridge port that is meant. Names come before numbers: what is called 17 is what the label says.
     *
     * @throws SwitchException if there is none, or several of that name
     */
    int number(String meant) {
        List<BiPredicate<Port, String>> ways = List.of(
                (port, text) -> port.names().contains(text),
                (port, text) -> port.names().stream().anyMatch(text::equalsIgnoreCase),
                (port, text) -> Integer.toString(port.number()).equals(text),
                (port, text) -> port.names().stream()
                        .anyMatch(name -> PortName.canonical(name).equals(PortName.canonical(text))));
        for (BiPredicate<Port, String> way : ways) {
            List<Port> found =
                    ports.stream().filter(port -> way.test(port, meant.strip())).toList();
            if (found.size() > 1) {
                throw SwitchException.ambiguousPort(
                        access, meant, found.stream().map(Port::toString).toList());
            }
            if (found.size() == 1) {
                return found.get(0).number();
            }
        }
        throw SwitchException.unknownPort(
                access, meant, ports.stream().map(Port::toString).toList());
    }
}
