package io.jenkins.plugins.pumphouse.host.wiring;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The VLANs of a port, as far as they change when it becomes an access port, so that they can be put back exactly.
 *
 * @param pvid the VLAN of what comes in untagged
 * @param untagged those whose frames it sends untagged
 * @param tagged those whose frames it is to send with their tag; others that it sends so are nobody's business
 */
public record PortVlans(int pvid, Set<Integer> untagged, Set<Integer> tagged) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d+)(?: \\((?:untagged ([\\d ]+|none))?(?:; )?(?:tagged ([\\d ]+))?\\))?");

    public PortVlans {
        untagged = Set.copyOf(untagged);
        tagged = Set.copyOf(tagged);
    }

    /** An access port takes and sends untagged frames of one VLAN alone. */
    public static PortVlans access(int vlan) {
        return new PortVlans(vlan, Set.of(vlan), Set.of());
    }

    /**
     * Reads what {@link #toString} wrote; a number alone is an access port's.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static PortVlans of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no VLANs of a port: \"" + text + "\"");
        }
        int pvid = Integer.parseInt(parts.group(1));
        return new PortVlans(
                pvid, parts.group(2) == null ? Set.of(pvid) : numbers(parts.group(2)), numbers(parts.group(3)));
    }

    private static Set<Integer> numbers(String text) {
        return text == null || text.equals("none")
                ? Set.of()
                : Stream.of(text.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
    }

    /**
     * What has to be remembered of a port that becomes an access port of a VLAN. A change that was broken off has set
     * that VLAN's frames first, so that they are not taken for what the port had.
     */
    public PortVlans before(int vlan) {
        Set<Integer> sent = new TreeSet<>(untagged);
        if (pvid != vlan) {
            sent.remove(vlan);
        }
        return new PortVlans(pvid, sent, tagged.contains(vlan) ? Set.of(vlan) : Set.of());
    }

    /** {@code 101}, or {@code 101 (untagged 101 102; tagged 99)} for what is no plain access port. */
    @Override
    public String toString() {
        String plain = Integer.toString(pvid);
        String sent = untagged.equals(Set.of(pvid)) ? "" : "untagged " + (untagged.isEmpty() ? "none" : text(untagged));
        String marked = tagged.isEmpty() ? "" : "tagged " + text(tagged);
        String more = Stream.of(sent, marked).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
        return more.isEmpty() ? plain : plain + " (" + more + ")";
    }

    private static String text(Collection<Integer> vlans) {
        return new TreeSet<>(vlans).stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
