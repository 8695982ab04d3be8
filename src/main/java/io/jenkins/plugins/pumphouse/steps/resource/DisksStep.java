package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A step about servers that says what becomes of their disks. */
public abstract class DisksStep extends ServersStep {
    /** A server's content comes from a snapshot of it. */
    static final String SNAPSHOT = "snapshot";

    /** A server is made anew from the image that it was booted from. */
    static final String IMAGE = "image";

    /** A server boots on the target from a volume that is made of its snapshot. */
    static final String VOLUME = "volume";

    /** The volumes of a server are copied. */
    static final String COPY = "copy";

    /** Its data volumes stay in the storage that both clouds have. */
    static final String ADOPT = "adopt";

    private String disk = SNAPSHOT;
    private String rootVolumeType;
    private String volumes = COPY;
    private boolean precopy;
    private boolean allowEphemeralLoss;

    DisksStep(Verb verb) {
        super(verb);
    }

    public String getDisk() {
        return disk;
    }

    /** @param disk {@value #SNAPSHOT}, {@value #IMAGE} or {@value #VOLUME} */
    @DataBoundSetter
    public void setDisk(String disk) {
        this.disk = orUsual(disk, SNAPSHOT);
    }

    public String getVolumes() {
        return volumes;
    }

    /** @param volumes {@value #COPY} or {@value #ADOPT} */
    @DataBoundSetter
    public void setVolumes(String volumes) {
        this.volumes = orUsual(volumes, COPY);
    }

    public boolean isAllowEphemeralLoss() {
        return allowEphemeralLoss;
    }

    /** @param allowEphemeralLoss whether servers with an ephemeral disk are moved, whose copy is empty */
    @DataBoundSetter
    public void setAllowEphemeralLoss(boolean allowEphemeralLoss) {
        this.allowEphemeralLoss = allowEphemeralLoss;
    }

    public String getRootVolumeType() {
        return rootVolumeType;
    }

    /** @param rootVolumeType of the target, for {@code disk: 'volume'}; empty for the target's default */
    @DataBoundSetter
    public void setRootVolumeType(String rootVolumeType) {
        this.rootVolumeType = Util.fixEmptyAndTrim(rootVolumeType);
    }

    public boolean isPrecopy() {
        return precopy;
    }

    /** @param precopy whether the content of running servers is copied before their stop, too */
    @DataBoundSetter
    public void setPrecopy(boolean precopy) {
        this.precopy = precopy;
    }

    @Override
    void check() throws AbortException {
        super.check();
        checkOneOf("disk", disk, List.of(SNAPSHOT, IMAGE, VOLUME));
        checkOneOf("volumes", volumes, List.of(COPY, ADOPT));
        if (rootVolumeType != null && !disk.equals(VOLUME)) {
            throw refusal(
                    "rootVolumeType is the type of the volumes that disk: 'volume' makes, and disk is '" + disk + "'.");
        }
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.fromImage = disk.equals(IMAGE);
        arguments.asVolume = disk.equals(VOLUME);
        arguments.rootVolumeType = rootVolumeType;
        arguments.adopt = volumes.equals(ADOPT);
        arguments.precopy = precopy;
        if (allowEphemeralLoss) {
            arguments.accept.add(Options.EPHEMERAL_LOSS);
        }
        return arguments;
    }
}
