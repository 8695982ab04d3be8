package io.jenkins.plugins.pumphouse.migration.volume.backend;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks for a volume of one cloud in the backends of the other. */
public final class BackendSearch {
    /** In an operator's mapping: a backend of the source to one of the target. */
    static final Kind BACKEND = new Kind("volume backend");

    private static final String HOST = "os-vol-host-attr:host";

    private final Cloud cloud;
    private final Mapping mapping;
    private final Function<String, List<BackendListing.Kept>> listing;

    /**
     * @param cloud in whose backends is looked
     * @param listing what the backend of a host keeps
     */
    public BackendSearch(Cloud cloud, Mapping mapping, Function<String, List<BackendListing.Kept>> listing) {
        this.cloud = cloud;
        this.mapping = mapping;
        this.listing = listing;
    }

    /** A search among what the backends of the target keep by now. */
    public static BackendSearch ofNow(ChangeContext context) {
        return new BackendSearch(
                context.target(), context.mapping(), host -> BackendListing.of(context.target(), host));
    }

    /**
     * What was found.
     *
     * @param kept the volume in the other cloud's backend; null when it is not certain that this is it
     * @param reason why it is not; null when it is
     */
    public record Found(BackendListing.Kept kept, String reason) {}

    /** Where a volume is, as {@code host@backend#pool}. */
    public static String host(Resource volume) {
        return volume.text(HOST);
    }

    /** The id in the name that the backend has for a volume: another one after a migration between backends. */
    public static String nameId(Resource volume) {
        String nameId = volume.text("os-vol-mig-status-attr:name_id");
        return nameId == null || nameId.isEmpty() ? volume.id() : nameId;
    }

    private static String backend(String host) {
        return host.replaceFirst("#.*", "");
    }

    private Optional<String> mapped(Resource volume) {
        String host = String.valueOf(host(volume));
        return mapping.ofId(BACKEND, host).or(() -> mapping.ofId(BACKEND, backend(host)));
    }

    /** @param id that the name of the volume in the backend has */
    public Found find(Resource volume, String id) {
        if (!BackendListing.isKnownTo(cloud)) {
            return new Found(
                    null,
                    "cannot be adopted: the volume service of " + cloud.name() + " does not list what is in its"
                            + " backends (API " + BackendListing.LISTS + ", Newton), so that nothing proves that both"
                            + " clouds have one backend; copy it");
        }
        List<String> hosts =
                mapped(volume).map(to -> List.of(backend(to))).orElseGet(() -> BackendListing.hosts(cloud));
        List<BackendListing.Kept> all = new ArrayList<>();
        List<String> unlisted = new ArrayList<>();
        for (String host : hosts) {
            try {
                all.addAll(listing.apply(host));
            } catch (CloudException e) { // one backend that is ill does not keep the volumes of another
                unlisted.add(host + ": " + e.getMessage());
            }
        }
        List<BackendListing.Kept> own =
                all.stream().filter(kept -> kept.isOf(id)).toList();
        List<String> beside = all.stream()
                .filter(kept -> kept.isBeside(id))
                .map(BackendListing.Kept::name)
                .distinct()
                .toList();
        if (own.isEmpty()) {
            return new Found(
                    null,
                    "cannot be adopted: no backend of " + cloud.name() + " (" + String.join(", ", hosts)
                            + ") has anything called after " + id + ", so that nothing proves that " + host(volume)
                            + " is one of them; copy it"
                            + (unlisted.isEmpty() ? "" : ". Not listed: " + String.join("; ", unlisted)));
        }
        if (own.size() > 1) {
            return new Found(
                    null,
                    "cannot be adopted: " + own.size() + " backends of " + cloud.name() + " have it ("
                            + own.stream().map(BackendListing.Kept::host).collect(Collectors.joining(", "))
                            + "). Say which is meant: mapping: volume_backends: {\""
                            + backend(String.valueOf(host(volume)))
                            + "\": …}");
        }
        return new Found(own.get(0), doubt(volume, own.get(0), beside));
    }

    private String doubt(Resource volume, BackendListing.Kept kept, List<String> beside) {
        long size = volume.field("size").asLong();
        if (!beside.isEmpty()) {
            return "cannot be adopted: beside " + kept.name() + " its backend has " + String.join(", ", beside)
                    + ", in which snapshots may have left some of its content; copy it";
        }
        if (kept.size() != size) {
            return "cannot be adopted: " + kept.name() + " has " + kept.size() + " GB in " + kept.host() + " of "
                    + cloud.name() + ", and the volume has " + size + " GB; copy it";
        }
        return null;
    }

    /** The host to name to Cinder: with a pool where that is certain, or the operator says so. */
    public String pool(Resource volume, String host) {
        Optional<String> mapped = mapped(volume);
        if (mapped.filter(to -> to.contains("#")).isPresent()) {
            return mapped.get();
        }
        List<String> pools = new ArrayList<>();
        Json.objects(
                        cloud.send(Request.get(Service.VOLUME, "/scheduler-stats/get_pools"))
                                .json(),
                        "pools")
                .forEach(pool -> pools.add(String.valueOf(Json.text(pool, "name"))));
        pools.removeIf(pool -> !pool.startsWith(host + "#"));
        String own = String.valueOf(host(volume)).replaceFirst("^[^#]*", "");
        return pools.stream()
                .filter(pool -> pools.size() == 1 || !own.isEmpty() && pool.endsWith(own))
                .findFirst()
                .orElse(host);
    }
}
