package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import io.jenkins.plugins.pumphouse.openstack.CloudException.MissingService;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the services of a cloud are, for one token. Strict: a service that is not there in the region and interface that the
 * operator chose is missing, never looked for elsewhere.
 */
final class Catalog {

    private final CloudAccess access;
    private final List<Endpoint> endpoints;
    private final String region;

    /**
     * @throws MissingService when the access's region is not in the catalog, or it names none and there are several
     */
    Catalog(CloudAccess access, List<Endpoint> endpoints) {
        this.access = access;
        this.endpoints = List.copyOf(endpoints);
        this.region = chooseRegion();
    }

    /** One published address. */
    record Endpoint(String type, String region, Interface kind, String url) {}

    /** The address as published; an IDENTITY address may be of another version than the one in use. */
    String url(Service service) {
        return url(service, access.endpointType());
    }

    String url(Service service, Interface kind) {
        return find(service, kind).orElseThrow(() -> missing(service, kind));
    }

    Optional<String> find(Service service, Interface kind) {
        return service.catalogTypes().stream()
                .flatMap(type -> endpoints.stream().filter(e -> e.type().equals(type)))
                .filter(e -> e.kind() == kind && inRegion(e))
                .map(Endpoint::url)
                .findFirst();
    }

    private boolean inRegion(Endpoint endpoint) {
        return region == null || region.equals(endpoint.region());
    }

    private String chooseRegion() {
        // Keystone may serve all regions from one of its own, so it does not count unless it is all there is.
        Set<String> regions = regions(endpoints.stream().filter(e -> isUsed(e.type())).toList());
        Set<String> all = regions.isEmpty() ? regions(endpoints) : regions;
        if (access.region() != null) {
            if (!endpoints.isEmpty() && !regions(endpoints).contains(access.region())) {
                throw failure(access.name() + " has no region \"" + access.region() + "\". Its catalog has: " + String.join(", ", all)
                        + ". Correct region in pumphouse.yaml.", null);
            }
            return access.region();
        }
        if (all.size() > 1) {
            throw failure(access.name() + " has several regions: " + String.join(", ", all) + ". Name one as region in pumphouse.yaml.", null);
        }
        return all.isEmpty() ? null : all.iterator().next();
    }

    private static boolean isUsed(String type) {
        for (Service service : Service.values()) {
            if (service != Service.IDENTITY && service.catalogTypes().contains(type)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> regions(Collection<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::region).filter(r -> r != null && !r.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    private MissingService missing(Service service, Interface kind) {
        List<Endpoint> elsewhere = endpoints.stream().filter(e -> service.catalogTypes().contains(e.type())).toList();
        String place = kind + " interface" + (region == null ? "" : " in region " + region);
        if (elsewhere.isEmpty()) {
            Set<String> types = endpoints.stream().map(Endpoint::type).collect(Collectors.toCollection(TreeSet::new));
            return failure(access.name() + " has no " + service + " service in its catalog (" + place + "). It has: "
                    + (types.isEmpty() ? "nothing; give a tenant that the user has a role in" : String.join(", ", types)) + ".", service);
        }
        String there = elsewhere.stream().map(e -> e.kind() + " in " + e.region()).distinct().sorted().collect(Collectors.joining(", "));
        return failure(access.name() + " has no " + service + " service with the " + place + ". It has: " + there
                + ". Correct endpoint_type or region in pumphouse.yaml.", service);
    }

    private MissingService failure(String message, Service service) {
        return new MissingService(message, new Details(access.name(), service, null, null, 0, "", null));
    }
}
