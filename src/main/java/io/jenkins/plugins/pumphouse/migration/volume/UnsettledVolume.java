package io.jenkins.plugins.pumphouse.migration.volume;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendListing;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendSearch;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.UnknownVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.openstack.Cloud;

/** What a person has to know and to do when neither cloud manages a volume, or nobody can tell whether one does. */
final class UnsettledVolume {
    private final VolumeExchange exchange;
    private final Resource volume;
    private final BackendListing.Kept kept;
    private final Cloud source;
    private final Cloud target;

    /**
     * @param volume as the source had it
     * @param kept what the target's backend showed of it
     */
    UnsettledVolume(VolumeExchange exchange, Resource volume, BackendListing.Kept kept) {
        this.exchange = exchange;
        this.volume = volume;
        this.kept = kept;
        this.source = exchange.context.source();
        this.target = exchange.context.target();
    }

    /**
     * One that the target does not manage, and the source does not take back.
     *
     * @param reason of the target
     * @param worse that of the source
     */
    MigrationException lost(String reason, Throwable worse) {
        if (Stages.cause(worse) instanceof UnknownVolume unknown) {
            return atSource(unknown, target.name() + " does not take it: " + reason);
        }
        return told(
                "is managed by neither cloud now; " + data() + " The target does not take it: " + reason
                        + " The source does not take it back: "
                        + Stages.cause(worse).getMessage()
                        + " Run again, which ends the adoption; or bring it back by hand: " + manage(),
                worse);
    }

    /** One that the source has given up, and that the target may manage. */
    MigrationException atTarget(UnknownVolume unknown) {
        return unknown(
                target,
                source.name() + " has given it up",
                "pumphouse_source=" + exchange.mark().value(),
                unknown,
                "Run again");
    }

    /**
     * One that the target does not manage, and that the source may.
     *
     * @param reason why the target does not
     */
    MigrationException atSource(UnknownVolume unknown, String reason) {
        boolean ofServer = !exchange.context.resource().id().equals(volume.id());
        return unknown(
                source,
                reason,
                VolumeReturn.RETURNED + "=" + volume.id(),
                unknown,
                ofServer ? "Run again" : "Run pumpRollback with resources: true");
    }

    /** The target cannot manage it, and does not let go of what it shows of it. */
    MigrationException shown(String failed, String reason, Throwable worse) {
        return told(
                "is not managed by " + source.name() + ", and " + target.name() + " shows it as volume " + failed
                        + ", which has no content of its own: " + reason + " " + target.name()
                        + " does not give that up: "
                        + Stages.cause(worse).getMessage()
                        + " Run again, which removes it and ends the adoption; or by hand: cinder unmanage " + failed
                        + " on " + target.name() + ", then " + manage() + "; " + data(),
                worse);
    }

    private MigrationException unknown(Cloud asked, String reason, String property, UnknownVolume unknown, String way) {
        return told(
                "is managed by " + asked.name()
                        + " or by neither cloud: nobody can tell whether "
                        + asked.name() + " has taken it, as " + unknown.getMessage() + ". " + reason
                        + (reason.endsWith(".") ? "" : ".") + " It was asked of no other cloud; " + data() + " " + way
                        + ", which finds it by its property " + property
                        + " and ends that. To look: openstack volume list --all-projects --long on " + asked.name()
                        + ". If it is available, "
                        + asked.name() + " has it. If it is in error or creating: cinder reset-state --state error ID"
                        + " and cinder unmanage ID on " + asked.name()
                        + "; never delete it. If neither cloud shows it: "
                        + manage(),
                unknown);
    }

    private MigrationException told(String what, Throwable cause) {
        MigrationException told =
                new MigrationException("Volume " + TargetVolume.shown(volume) + " (" + volume.id() + ") " + what);
        told.addSuppressed(cause);
        return told;
    }

    private String data() {
        return "its data is untouched, in " + kept.host() + " of " + target.name() + " as " + name() + ".";
    }

    private String name() {
        return kept.reference().elements().hasNext()
                ? kept.reference().elements().next().asText()
                : kept.name();
    }

    private String manage() {
        return "cinder manage --id-type source-name --name \"" + volume.name() + "\""
                + (volume.text("volume_type") == null ? "" : " --volume-type " + volume.text("volume_type"))
                + " " + BackendSearch.host(volume) + " " + name() + ", with a token of project "
                + VolumeFields.owner(volume) + " on " + source.name();
    }
}
