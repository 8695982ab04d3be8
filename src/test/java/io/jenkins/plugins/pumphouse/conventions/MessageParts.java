package io.jenkins.plugins.pumphouse.conventions;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts that are no message alone: the sentence that they are part of says what to do, or nothing is to be done. */
final class MessageParts {
    /** What these methods give stands in a sentence of their callers. */
    private static final Set<String> OF_A_SENTENCE = Set.of(
            "Cloud.isSameAs",
            "DeletionGuard.foreign",
            "DiskProof.notAdopted",
            "DomainUse.of",
            "FloatingRoom.holder",
            "FormerCopy.lacks",
            "ForwardingReturn.hindrance",
            "ForwardingUndo.checkOthers",
            "FurtherUse.first",
            "FurtherUse.of",
            "FurtherUse.volume",
            "ImageSchema.why",
            "Leftover.delete",
            "MoveSnapshots.use",
            "TargetUse.of",
            "UsersShare.of",
            "VolumeItems.refusal",
            "VolumeUse.attachedAfter",
            "VolumeUse.by");

    /** These put a reason into a longer text, which has the way out of the reason. */
    private static final Set<String> AROUND_A_REASON = Set.of(
            "Adoption.handOver",
            "HealthCheckText.read",
            "Interlock.refusal",
            "MappedHostCheck.check",
            "RollbackAddress.giveBack",
            "ServerRemoval.checkHeld",
            "ServerRemoval.claim",
            "ServerRemoval.prove",
            "ServerRemoval.rest",
            "ServerRollback.check",
            "ServerType.obstructed",
            "ServerType.refused",
            "TargetFit.imageService",
            "TargetLimits.of",
            "VolumeCopy.run");

    /** What a plan or a result tells of something that does not come along. */
    private static final Set<String> LOSSES = Set.of(
            "BornRules.others",
            "DeviceTags.lost",
            "DistinctName.lost",
            "FloatingNames.lost",
            "MissingTunnel.untold",
            "NeutronType.cut",
            "NicOrder.unknown",
            "ProviderChoice.told",
            "Rule.lost",
            "SecondLook.note",
            "VolumeFields.untold",
            "VolumeParts.counted",
            "VolumeZones.lost");

    private MessageParts() {}

    /** @param method with the type before it, such as {@code Cloud.isSameAs} */
    static boolean isFrom(String method) {
        return OF_A_SENTENCE.contains(method) || AROUND_A_REASON.contains(method) || LOSSES.contains(method);
    }

    /** Those of the lists that are none of the methods of the sources. */
    static Set<String> missingIn(Set<String> methods) {
        return Stream.of(OF_A_SENTENCE, AROUND_A_REASON, LOSSES)
                .flatMap(Set::stream)
                .filter(method -> !methods.contains(method))
                .collect(Collectors.toSet());
    }
}
