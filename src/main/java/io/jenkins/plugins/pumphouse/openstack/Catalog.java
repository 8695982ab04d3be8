package io.jenkins.plugins.pumphouse.openstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openstack4j.model.identity.v2.Access;

/**
 * Where the services are. Strict: what the catalog does not list does not exist, and no call ever goes elsewhere instead.
 *
 * @param endpoints all, of every region and interface
 */
record Catalog(List<Endpoint> endpoints) {
    /**
     * One address.
     *
     * @param type   of the service, as the catalog writes it
     * @param region may be null
     */
    record Endpoint(String type, String region, Interface facing, String url) {}

    static Catalog of(org.openstack4j.model.identity.v3.Token token) {
        List<Endpoint> endpoints = new ArrayList<>();
        if (token.getCatalog() != null) {
            for (var service : token.getCatalog()) {
                for (var endpoint : service.getEndpoints()) {
                    endpoints.add(new Endpoint(service.getType(), endpoint.getRegion(),
                            Interface.valueOf(endpoint.getIface().name()), endpoint.getUrl().toString()));
                }
            }
        }
        return new Catalog(endpoints);
    }

    static Catalog of(Access access) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (var service : access.getServiceCatalog()) {
            for (var endpoint : service.getEndpoints()) {
                add(endpoints, service.getType(), endpoint.getRegion(), Interface.PUBLIC, endpoint.getPublicURL());
                add(endpoints, service.getType(), endpoint.getRegion(), Interface.INTERNAL, endpoint.getInternalURL());
                add(endpoints, service.getType(), endpoint.getRegion(), Interface.ADMIN, endpoint.getAdminURL());
            }
        }
        return new Catalog(endpoints);
    }

    private static void add(List<Endpoint> endpoints, String type, String region, Interface facing, Object url) {
        if (url != null) {
            endpoints.add(new Endpoint(type, region, facing, url.toString()));
        }
    }

    boolean has(Service service) {
        return endpoints.stream().anyMatch(endpoint -> service.types().contains(endpoint.type()));
    }

    /**
     * The root of a service, with its version.
     *
     * @throws CloudException.MissingService naming what there is instead
     */
    String url(CloudAccess cloud, Service service, Interface facing) {
        for (String type : service.types()) {
            List<Endpoint> fitting = endpoints.stream()
                    .filter(e -> e.type().equals(type) && e.facing() == facing)
                    .filter(e -> cloud.region() == null || cloud.region().equals(e.region()))
                    .toList();
            long regions = fitting.stream().map(Endpoint::region).distinct().count();
            if (regions > 1) {
                throw new CloudException.MissingService(cloud.name(), cloud.name() + " has " + type + " in several regions: "
                        + names(fitting) + ". Name one: region in pumphouse.yaml.");
            }
            if (!fitting.isEmpty()) {
                return versioned(service, fitting.get(0).url());
            }
        }
        throw new CloudException.MissingService(cloud.name(), cloud.name() + " has no "
                + facing.name().toLowerCase(Locale.ROOT) + " endpoint of "
                + String.join(" or ", service.types()) + (cloud.region() == null ? "" : " in region " + cloud.region())
                + " in its catalog. It lists: " + (endpoints.isEmpty() ? "nothing" : listed()) + ".");
    }

    private static String names(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::region).filter(Objects::nonNull).distinct().sorted()
                .collect(Collectors.joining(", "));
    }

    private String listed() {
        TreeSet<String> listed = new TreeSet<>();
        endpoints.forEach(e -> listed.add(e.type() + " in " + e.region()));
        return String.join(", ", listed);
    }

    /** Neutron and Glance are listed with or without their version, as whoever installed them liked. */
    private static String versioned(Service service, String url) {
        String root = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (service == Service.IMAGE && root.endsWith("/v1")) {
            root = root.substring(0, root.length() - 3);
        }
        return root.endsWith(service.version()) ? root : root + service.version();
    }
}
