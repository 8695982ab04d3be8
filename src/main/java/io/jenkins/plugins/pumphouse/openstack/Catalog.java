package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Where the services of a cloud are, for one token. Strict: a service that is missing in the region and interface that
 * the operator chose is missing, never looked for elsewhere.
 */
final class Catalog {

    private final CloudAccess access;
    private final List<Endpoint> endpoints;
    private final String region;
    /** Every request asks where its service is. */
    private final Map<Place, Optional<Endpoint>> known = new ConcurrentHashMap<>();

    private record Place(Service service, Interface kind) {}

    /** @throws CloudException when the access's region is not in the catalog, or it names none and there are several */
    Catalog(CloudAccess access, List<Endpoint> endpoints) {
        this.access = access;
        this.endpoints = List.copyOf(endpoints);
        this.region = chooseRegion();
    }

    /**
     * One published address.
     *
     * @param type as the catalog writes it; empty where the entry has none
     * @param region null where there is none, which serves all
     * @param kind null where the entry does not say one that we know
     * @param url null where there is none
     * @param problem why it cannot be used; null when it can
     * @param service Keystone's id of the service, the same at all its addresses; null where the catalog has none
     *     (v2.0)
     */
    record Endpoint(String type, String region, Interface kind, String url, String problem, String service) {

        private boolean isFor(Service service) {
            return service.catalogTypes().contains(type);
        }

        /** Public clouds list services that are the same everywhere under "*". */
        private boolean servesAllRegions() {
            return region == null || region.equals("*");
        }
    }

    /**
     * The address as published, or as the operator gives it; an IDENTITY address may be of another version than the one
     * in use.
     */
    String url(Service service) {
        return url(service, access.endpoints().type());
    }

    String url(Service service, Interface kind) {
        return find(service, kind).orElseThrow(() -> missing(service, kind));
    }

    Optional<String> find(Service service, Interface kind) {
        String given = access.endpoints().given().get(service);
        return given != null
                ? Optional.of(given)
                : published(service, kind).filter(e -> e.problem() == null).map(Endpoint::url);
    }

    /**
     * Keystone's id of a service with its address for everybody, which together no other cloud has; empty where one is
     * not known.
     */
    Optional<String> id(Service service) {
        return published(service, Interface.PUBLIC)
                .filter(e -> e.problem() == null && e.service() != null)
                .map(e -> e.service() + " at " + e.url());
    }

    /** Whether the catalog has an address that cannot be used where it has none that can. */
    boolean isUnusable(Service service, Interface kind) {
        return find(service, kind).isEmpty()
                && published(service, kind).filter(e -> e.url() != null).isPresent();
    }

    /** One that can be used before one that cannot, then by type, and one of the region before one of all. */
    private Optional<Endpoint> published(Service service, Interface kind) {
        return known.computeIfAbsent(new Place(service, kind), place -> search(service, kind));
    }

    private Optional<Endpoint> search(Service service, Interface kind) {
        List<Endpoint> fitting = service.catalogTypes().stream()
                .flatMap(type -> endpoints.stream()
                        .filter(e -> e.type().equals(type))
                        .sorted(Comparator.comparing(Endpoint::servesAllRegions)))
                .filter(e -> (e.kind() == kind || e.kind() == null) && inRegion(e))
                .toList();
        return fitting.stream()
                .filter(e -> e.problem() == null)
                .findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    private boolean inRegion(Endpoint endpoint) {
        return region == null || endpoint.servesAllRegions() || region.equals(endpoint.region());
    }

    private String chooseRegion() {
        // Keystone may serve all regions from one of its own, so it does not count unless it is all there is.
        Set<String> regions =
                regions(endpoints.stream().filter(e -> isUsed(e.type())).toList());
        Set<String> all = regions.isEmpty() ? regions(endpoints) : regions;
        if (access.endpoints().region() != null) {
            if (!all.isEmpty()
                    && !regions(endpoints).contains(access.endpoints().region())) {
                throw failure(
                        access.name() + " has no region \"" + access.endpoints().region() + "\". Its catalog has: "
                                + String.join(", ", all) + ". Correct region in pumphouse.yaml.",
                        null);
            }
            return access.endpoints().region();
        }
        if (all.size() > 1) {
            throw failure(
                    access.name() + " has several regions: " + String.join(", ", all)
                            + ". Name one as region in pumphouse.yaml.",
                    null);
        }
        return all.isEmpty() ? null : all.iterator().next();
    }

    private static boolean isUsed(String type) {
        for (Service service : Service.values()) {
            if (service != Service.IDENTITY
                    && service.isMigrated()
                    && service.catalogTypes().contains(type)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> regions(Collection<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(e -> !e.servesAllRegions())
                .map(Endpoint::region)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String example(Service service) {
        return ", for example endpoints: {" + service + ": http://10.0.0.1:" + service.usualPort() + "}.";
    }

    private CloudException missing(Service service, Interface kind) {
        String place = kind + " interface" + (region == null ? "" : " in region " + region);
        Optional<Endpoint> odd = published(service, kind);
        if (odd.isPresent()) {
            return failure(
                    access.name() + " has a " + service + " service in its catalog (" + place
                            + "), but it cannot be used: "
                            + (odd.get().url() == null ? "" : odd.get().url() + ": ")
                            + odd.get().problem() + ". Correct the cloud's catalog, or write"
                            + " an address that works under endpoints in pumphouse.yaml" + example(service),
                    service);
        }
        List<Endpoint> elsewhere =
                endpoints.stream().filter(e -> e.isFor(service)).toList();
        if (elsewhere.isEmpty()) {
            Set<String> types = endpoints.stream()
                    .map(Endpoint::type)
                    .filter(type -> !type.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            return failure(
                    access.name() + " has no " + service + " service in its catalog (" + place + "). It has: "
                            + (types.isEmpty()
                                    ? "nothing; give a tenant that the user has a role in"
                                    : String.join(", ", types))
                            + ". If it has one, write its address under endpoints in pumphouse.yaml" + example(service),
                    service);
        }
        String others = elsewhere.stream()
                .map(e -> e.kind() + " in " + e.region())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return failure(
                access.name() + " has no " + service + " service with the " + place + ". It has: " + others
                        + ". Correct endpoint_type or region in pumphouse.yaml.",
                service);
    }

    private CloudException failure(String message, Service service) {
        return new CloudException(
                message, Remedy.NOT_SUPPORTED, new Details(access.name(), service, null, null, 0, "", null));
    }
}
