package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Which microversions each service of a cloud knows, asked once, and the headers that choose one. */
final class Microversions {

    private static final Set<Service> WITH_MICROVERSIONS = Set.of(Service.COMPUTE, Service.VOLUME, Service.PLACEMENT);

    private final Map<Service, Optional<Range>> known = new ConcurrentHashMap<>();

    private record Range(Microversion min, Microversion max) {

        Microversion nearest(Microversion wanted) {
            return wanted.compareTo(max) > 0 ? max : wanted.compareTo(min) < 0 ? min : wanted;
        }
    }

    /** @param documents gives the document at the root of a service's version; an empty object when there is none */
    boolean supports(Service service, String version, Function<Service, ObjectNode> documents) {
        Microversion wanted = Microversion.of(version);
        return range(service, documents)
                .filter(r -> r.min().compareTo(wanted) <= 0 && r.max().compareTo(wanted) >= 0)
                .isPresent();
    }

    /** The headers of a call that knows microversions up to {@code highestKnown}; none where the service has none. */
    Map<String, String> headers(Service service, String highestKnown, Function<Service, ObjectNode> documents) {
        Microversion wanted = Microversion.of(highestKnown);
        Map<String, String> headers = new LinkedHashMap<>();
        range(service, documents).map(r -> r.nearest(wanted)).ifPresent(chosen -> {
            headers.put("OpenStack-API-Version", service + " " + chosen);
            if (service == Service.COMPUTE) {
                // Nova up to 2.26 knows only this one.
                headers.put("X-OpenStack-Nova-API-Version", chosen.toString());
            }
        });
        return headers;
    }

    private Optional<Range> range(Service service, Function<Service, ObjectNode> documents) {
        if (!WITH_MICROVERSIONS.contains(service)) {
            return Optional.empty();
        }
        Optional<Range> range = known.get(service);
        if (range == null) {
            // Not computeIfAbsent, which would hold a lock during the request; asking twice at the start does no harm.
            range = read(documents.apply(service));
            known.put(service, range);
        }
        return range;
    }

    private static Optional<Range> read(ObjectNode document) {
        if (document.has("version")) {
            return range(document.get("version"));
        }
        Optional<Range> found = Optional.empty();
        for (JsonNode version : document.path("versions")) {
            Optional<Range> range = range(version);
            if (range.isPresent()) {
                found = range;
            }
        }
        return found;
    }

    private static Optional<Range> range(JsonNode version) {
        // Placement says max_version where the others say version; a version without microversions says "".
        Optional<Microversion> max = Microversion.parse(
                version.path("max_version").asText(version.path("version").asText()));
        Optional<Microversion> min =
                Microversion.parse(version.path("min_version").asText());
        return max.isPresent() && min.isPresent() ? Optional.of(new Range(min.get(), max.get())) : Optional.empty();
    }
}
