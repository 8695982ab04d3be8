package io.jenkins.plugins.pumphouse.migration.server.rollback;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.network.TrunkType;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/**
 * What is left of a move when the copy is gone: deleted, or kept for a reason.
 *
 * @param path of its collection
 * @param label for a person, with the name or id
 * @param kept why it stays; null when it is deleted
 */
record Leftover(Cloud cloud, Service service, String path, String id, String label, String kept) {
    /** Why an adopted volume stays. */
    static final String ADOPTED = "was adopted, and its data is nowhere else";

    static final String TRUNKS = "/trunks/";

    boolean goes() {
        return kept == null;
    }

    /** What a person reads of one that stays. */
    String told() {
        return label + " stays on " + cloud.name() + ": " + kept;
    }

    /** The list in which it was found may be old by now. */
    private boolean isAdopted() {
        Request get = Request.get(service, path + Request.segment(id));
        return ReadRefusal.emptyIfGone(() -> cloud.send(get).identified("volume"))
                .filter(AdoptedVolume::isOne)
                .isPresent();
    }

    /** @throws MigrationException when it is an adopted volume, which nothing deletes */
    void delete() {
        if (path.equals(TRUNKS)) {
            TrunkType.delete(cloud, id);
        } else if (service == Service.VOLUME && isAdopted()) {
            throw new MigrationException(label + " " + ADOPTED);
        } else {
            cloud.remove(Request.delete(service, path + Request.segment(id)));
        }
    }
}
