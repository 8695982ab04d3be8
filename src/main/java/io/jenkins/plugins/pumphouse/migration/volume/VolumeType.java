package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeState;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Volumes that no server has. One that is attached comes with its server, so that all disks of a server are taken after
 * one stop.
 */
public final class VolumeType extends ResourceType {
    public static final Kind KIND = VolumeFields.KIND;

    private final Function<ChangeContext, ProjectAccess> access;
    private final Function<ChangeContext, ProjectAccess> sources;
    private final BiFunction<Resource, CloudInventory, Optional<String>> ofServer;

    /** @param ofServer why a volume that no server has belongs to one all the same; empty when it does not */
    public VolumeType(
            Function<ChangeContext, ProjectAccess> access,
            Function<ChangeContext, ProjectAccess> sources,
            BiFunction<Resource, CloudInventory, Optional<String>> ofServer) {
        this.access = access;
        this.sources = sources;
        this.ofServer = ofServer;
    }

    @Override
    public boolean isForOne() {
        return true;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        if (!inventory.cloud().has(Service.VOLUME)) {
            return List.of();
        }
        return inventory.cloud().list(CinderVolume.list("volumes"), "volumes").stream()
                .map(VolumeFields::resource)
                .filter(volume -> scope.all() || scope.owner().equals(VolumeFields.owner(volume)))
                .toList();
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        if (!inventory.cloud().has(Service.VOLUME)) {
            return Optional.empty();
        }
        Request get = CinderVolume.get(id);
        return ReadRefusal.emptyIfGone(() -> inventory.cloud().send(get).identified("volume"))
                .map(VolumeFields::resource)
                .or(() -> new AdoptionRecord(inventory.cloud(), id).read()); // as the source remembers it
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return VolumeSelection.of(selection, source);
    }

    @Override
    public String detail(Resource resource, CloudInventory source) {
        return resource.field("size").asLong() + " GB"
                + (resource.text("volume_type") == null ? "" : ", " + resource.text("volume_type"))
                + (AdoptionRules.isAsked(source) ? ", stays in its backend" : "");
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return VolumeState.attached(resource)
                .or(() -> goesBackWith(resource, source))
                .or(() -> RecordedVolumeRules.skipped(resource, source));
    }

    @Override
    public Optional<String> goesBackWith(Resource resource, CloudInventory source) {
        return ofServer.apply(resource, source);
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        if (RecordedVolume.isOne(resource)) {
            return RecordedVolumeRules.againstRecord(resource, source, target);
        }
        List<String> reasons = new ArrayList<>(
                AdoptionRules.isAsked(source)
                        ? AdoptionRules.against(resource, source, target)
                        : VolumeRules.against(resource, source, target));
        RecordedVolumeRules.unfinished(resource).ifPresent(reasons::add);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        return VolumeRules.unshared(wanted.path("multiattach").asBoolean(), Json.text(wanted, "volume_type"), target);
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>();
        needs.add(Reference.to(Kind.PROJECT, VolumeFields.owner(resource)));
        if (resource.text("volume_type") != null) {
            needs.add(Reference.to(VolumeTypeType.KIND, resource.text("volume_type")));
        }
        return needs;
    }

    @Override
    public Optional<String> payer(Resource resource) {
        return Optional.ofNullable(VolumeFields.owner(resource));
    }

    @Override
    public Map<String, Long> consumes(Resource resource, CloudInventory source) {
        return AdoptionRules.consumes(resource, source);
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        return AdoptionRules.leftBehind(resource, source, target);
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(Kind.PROJECT, VolumeFields.owner(resource)));
    }

    @Override
    protected Marking marking() {
        return Marking.METADATA;
    }

    @Override
    public Optional<Mark> mark(Resource onTarget) {
        return VolumeMark.of(onTarget.json());
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = Json.object().put("name", resource.name()).put("description", resource.text("description"));
        wanted.set("metadata", VolumeFields.metadata(resource));
        wanted.set(VolumeFields.IMAGE_METADATA, VolumeFields.imageMetadata(resource));
        wanted.put("bootable", VolumeFields.isBootable(resource));
        wanted.put("read-only", VolumeFields.isReadOnly(resource));
        wanted.put("multiattach", resource.field("multiattach").asBoolean());
        if (resource.text("volume_type") != null) {
            wanted.put("volume_type", translation.id(VolumeTypeType.KIND, resource.text("volume_type")));
        }
        List<String> spent = MoverMark.of(source.options()).spent(resource.field("metadata"));
        if (!spent.isEmpty()) {
            wanted.put(VolumeComparison.NOTES, String.join(", ", spent));
        }
        return wanted.put(VolumeComparison.USED, resource.text("updated_at"));
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        return VolumeComparison.of(wanted, existing);
    }

    /** Taking the content is a use of the source's volume too, after the one that the plan has seen. */
    @Override
    public List<Difference> verify(ObjectNode wanted, Resource existing) {
        ObjectNode made = wanted.deepCopy();
        made.remove(List.of(VolumeComparison.USED, VolumeComparison.NOTES));
        return compare(made, existing, true);
    }

    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        boolean used = differences.stream().anyMatch(d -> d.field().equals(VolumeComparison.USED));
        return marked && !used ? Decision.UPDATE : Decision.CONFLICT;
    }

    @Override
    protected String conflict(Resource existing, String target) {
        return "was used on the source after its content was copied, so that the copy may be out of date. Delete the"
                + " copy " + existing.id() + " on " + target + " and run again, or keep it: mapping: volumes: {…: "
                + existing.id() + "}";
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        boolean adopted =
                context.options().volumes() == Options.Volumes.ADOPT || RecordedVolume.isOne(context.resource());
        return adopted
                ? adoption(context).run().thenApply(VolumeType::adopted)
                : context.inTransfer(() -> copy(context));
    }

    private Adoption adoption(ChangeContext context) {
        return new Adoption(exchange(context));
    }

    private VolumeExchange exchange(ChangeContext context) {
        return new VolumeExchange(context, context.resource(), access.apply(context), sources.apply(context), id -> {});
    }

    private static ChangeResult adopted(ObjectNode made) {
        return new ChangeResult(
                Json.text(made, "id"),
                List.of("adopted: nothing was copied"),
                Map.of("adopted", String.valueOf(Json.text(made.path("metadata"), AdoptedVolume.KEY))));
    }

    private CompletionStage<ChangeResult> copy(ChangeContext context) {
        VolumeCopy copy = new VolumeCopy(context, context.resource(), access.apply(context));
        return copy.run().thenApply(made -> {
            Map<String, Serializable> facts = new HashMap<>(Map.of("bytes", copy.bytes()));
            if (copy.digest() != null) {
                facts.put("sha512", copy.digest());
            }
            return new ChangeResult(Json.text(made, "id"), copy.notes(), facts);
        });
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        if (RecordedVolume.isOne(context.resource())) {
            return new AdoptionUndo(exchange(context)).run(context.existing());
        }
        return TargetRemoval.of(context, this, now -> {
                    if (AdoptedVolume.isOne(now.json())) {
                        throw new NotBegun("was adopted, and its data is nowhere else, but "
                                + context.source().name() + " remembers nothing of it any more: keep it on "
                                + context.target().name());
                    }
                    if (!UnusedSince.isAsMade(now.json())) {
                        throw new NotBegun(
                                "was used since the plan was made: ask its owner, and delete it yourself if nothing needs it");
                    }
                    new TargetVolume(context, context.resource()).remove(now.id());
                })
                .thenCompose(removed -> new UnusedCopy(context, context.resource())
                        .gone(removed.target())
                        .thenApply(gone -> removed));
    }

    /** Finishes a copy that an interrupted run has made; a broken one is made again. */
    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        if (AdoptedVolume.isOne(existing.json())) { // its data is nowhere else, and must not be removed
            return adoption(context).resume(existing).thenApply(VolumeType::adopted);
        }
        TargetVolume target = new TargetVolume(context, context.resource());
        if (VolumeFields.isBroken(existing)) {
            return new UnusedCopy(context, context.resource())
                    .remove(existing.id())
                    .thenCompose(gone -> create(context));
        }
        if ("in-use".equals(existing.text("status"))) { // its owner's; only notes and temporaries were left
            return VolumeCopy.tidy(context, context.resource())
                    .thenApply(clean -> new ChangeResult(existing.id(), List.of(), Map.of()));
        }
        return target.whole(existing.id())
                .thenCompose(made -> new VolumeCopy(context, context.resource(), access.apply(context)).resume(made))
                .thenApply(done -> new ChangeResult(existing.id(), List.of("finished"), Map.of()));
    }
}
