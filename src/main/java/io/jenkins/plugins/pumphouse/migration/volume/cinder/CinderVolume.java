package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** The reads of volumes and of their snapshots. All ask alike, so that those who wait share a poll. */
public final class CinderVolume {
    /**
     * From this on a volume shows its generic group (Block Storage API, "REST API Version History"); a Cinder without
     * microversions has only consistency groups, which it always shows.
     */
    private static final String READ = "3.13";

    private CinderVolume() {}

    /** @param plural {@code volumes} or {@code snapshots}, those of all projects */
    public static Request list(String plural) {
        return Request.get(Service.VOLUME, "/" + plural + "/detail")
                .query("all_tenants", "1")
                .microversion(READ);
    }

    public static Request get(String id) {
        return Request.get(Service.VOLUME, "/volumes/" + Request.segment(id)).microversion(READ);
    }
}
