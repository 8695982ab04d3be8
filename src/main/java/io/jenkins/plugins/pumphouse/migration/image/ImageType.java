package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Images: properties, data, and whom they are shared with.
 *
 * <p>One costs five requests beside the lists: make, read on the source, send, look whether it is whole, and say so,
 * which is a request of its own because other controllers wait for that word; and one for each change of its members,
 * and one when it is protected.
 */
public final class ImageType extends ResourceType {
    public static final Kind KIND = Kind.IMAGE;

    /** A property of the snapshots that migrations of servers make: those go with their server, not by themselves. */
    public static final String SNAPSHOT_OF = "pumphouse_snapshot_of";

    /**
     * On either cloud, of an image that was made of a server while it ran: the {@code Mark} of that server. It is not
     * the server's content until it is known to equal the content after the stop.
     */
    public static final String EARLY_COPY_OF = "pumphouse_early_copy_of";

    /** The image property by which the target's image of a server's content names that server, as its mark does. */
    public static final String CONTENT_OF = "pumphouse_content_of";

    static final String MEMBERS = "members";

    static final String HIDDEN = "os_hidden";

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return ImageList.of(inventory, scope);
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        Request get = Request.get(Service.IMAGE, "/images/" + Request.segment(id));
        return ReadRefusal.emptyIfGone(() -> inventory.cloud().send(get)).map(image -> {
            image.id(); // in words, where it has none
            return ImageList.resource(inventory.cloud(), image.json());
        });
    }

    @Override
    public String detail(Resource resource) {
        return resource.field("size").isNumber()
                ? Size.shown(resource.field("size").asLong())
                : "";
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        if (ImageMark.snapshotOf(resource.json()).isPresent()) {
            return Optional.of("is the snapshot of a server that was migrated");
        }
        Optional<String> note = ImageUse.note(resource);
        if (note.isPresent()) {
            return note;
        }
        boolean empty = resource.field("size").asLong() == 0;
        if (empty && resource.text("block_device_mapping") != null) {
            return Optional.of("is a snapshot of volumes: its data is in Cinder, not in Glance");
        }
        return List.of("queued", "saving", "importing", "uploading", "killed", "deleted", "pending_delete")
                        .contains(String.valueOf(resource.text("status")))
                ? Optional.of("is " + resource.text("status")
                        + ": it has no data; wait if somebody uploads it, else delete it")
                : Optional.empty();
    }

    @Override
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        if ("deactivated".equals(resource.text("status"))) {
            return Optional.of("is deactivated, so its data cannot be read; reactivate it on "
                    + source.cloud().name());
        }
        return super.unsupported(resource, source);
    }

    @Override
    public Optional<Account> account() {
        return Optional.of(ImageFields.ACCOUNT);
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(ImageSchema.of(target).refused(resource.json()));
        ContentImage.reserved(resource.json())
                .forEach(name -> left.add("property " + name + " (the name is reserved)"));
        return left;
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return ImageSchema.of(target).refusal(resource.json());
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>();
        if (WantedImage.owner(resource) != null) {
            boolean known =
                    source.find(Kind.PROJECT, WantedImage.owner(resource)).isPresent();
            needs.add(
                    known
                            ? Reference.to(Kind.PROJECT, WantedImage.owner(resource))
                            : Reference.known(Kind.PROJECT, WantedImage.owner(resource)));
        }
        for (String part : ContentImage.PARTS) {
            if (ContentImage.has(resource.json(), part)) {
                needs.add(Reference.to(KIND, resource.text(part)));
            }
        }
        resource.field(MEMBERS).fieldNames().forEachRemaining(m -> needs.add(Reference.known(Kind.PROJECT, m)));
        return needs;
    }

    /** Nova boots nothing from an image whose kernel or ramdisk is gone, on neither cloud. */
    @Override
    public String whereLost() {
        return ". A kernel or ramdisk that is gone from Glance is still with each server that was booted with it, as the"
                + " file kernel or ramdisk in the server's directory on its hypervisor, for openstack image create"
                + " --disk-format aki or ari. An image that boots by itself needs none: openstack image unset --property"
                + " kernel_id --property ramdisk_id";
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        Optional<String> owner = WantedImage.owner(resource) == null
                ? Optional.empty()
                : translation.known(Kind.PROJECT, WantedImage.owner(resource));
        return "public".equals(resource.text("visibility"))
                ? Scope.ALL
                : owner.map(Scope::ownedBy).orElse(Scope.ALL);
    }

    @Override
    protected Marking marking() {
        return Marking.ATTRIBUTE;
    }

    /** Only a whole image counts: what is still queued was left by an interrupted run. */
    @Override
    public Optional<Mark> mark(Resource onTarget) {
        return "active".equals(onTarget.text("status")) ? ImageMark.of(onTarget.json()) : Optional.empty();
    }

    @Override
    public boolean isTelling(Resource onTarget) {
        return !onTarget.name().isEmpty();
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        boolean isPublic = json.path("visibility").asText().equals("public");
        return json.path("status").asText("active").equals("active")
                ? Optional.of(List.of(
                        json.path("name").asText(""),
                        isPublic ? "public" : json.path("owner").asText()))
                : Optional.empty();
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return WantedImage.of(resource, source, translation);
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode there = wanted.deepCopy();
        there.remove(ImageDigest.FIELDS);
        if (!marked) { // what identifies it and what it holds must be equal; the rest is its owner's affair
            there.retain("name", "visibility", "disk_format", "container_format", MEMBERS);
        }
        JsonNode members = there.path(MEMBERS);
        there.remove(MEMBERS);
        if (!existing.json().has(HIDDEN) && !there.path(HIDDEN).asBoolean()) { // a Glance before Rocky hides none
            there.remove(HIDDEN);
        }
        there.remove(ImageRecord.refused(existing.json()));
        List<Difference> differences = new ArrayList<>(super.compare(there, existing, marked));
        ImageDigest.of(wanted)
                .difference(ImageDigest.of(existing.json()), marked)
                .ifPresent(differences::add);
        boolean shared = "shared".equals(Json.text(wanted, "visibility")); // else Glance lets nobody touch the members
        if (marked && shared && ImageMembers.differ(members, existing.field(MEMBERS))) {
            differences.add(new Difference(MEMBERS, Json.shown(members), Json.shown(existing.field(MEMBERS))));
        }
        return differences;
    }

    /** Notes of uploads that this controller has ended, or that are stale. */
    @Override
    public List<Difference> leftover(Resource existing, CloudInventory target) {
        return MoverMark.of(target.options()).spent(existing.json()).stream()
                .map(key -> new Difference(key, "nothing", "a note"))
                .toList();
    }

    @Override
    public List<String> onTargetOnly(Resource resource, Resource existing, CloudInventory source) {
        List<String> more = new ArrayList<>();
        if (mark(existing).isPresent()) {
            JsonNode own = ImageFields.own(resource.json());
            ImageFields.own(existing.json()).fieldNames().forEachRemaining(name -> {
                if (!own.has(name)) {
                    more.add("property " + name);
                }
            });
        }
        return more;
    }

    @Override
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        return ImageLosses.unasked(differences);
    }

    @Override
    public List<String> lacking(Resource existing) {
        return ImageLosses.of(existing, mark(existing));
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        Scope scope = counterparts(context.resource(), context.translation());
        boolean begun = context.targets().list(KIND, scope).stream()
                .anyMatch(image -> ImageMark.of(image.json())
                        .filter(context.mark()::equals)
                        .isPresent());
        return ImageUpload.of(context, begun);
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        List<Difference> differences = new ArrayList<>(compare(context.wanted(), existing, true));
        differences.addAll(leftover(existing, context.targets()));
        return ImageUpdate.of(context, differences);
    }

    @Override
    public boolean isOfRemoval(Difference difference) {
        return difference.field().equals("protected") && difference.target().equals("false");
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        MoverMark own = MoverMark.of(context.options());
        return TargetRemoval.of(context, this, image -> {
            own.holder(image.json()).ifPresent(other -> {
                throw new NotBegun("is being uploaded by " + other.name() + ", last seen " + other.since()
                        + ": wait for its end, then run again");
            });
            remove(context.target(), image);
        });
    }

    /** Deletes an image, also one that is protected, as its original may be: Glance would refuse that. */
    private static void remove(Cloud cloud, Resource image) {
        if (image.field("protected").asBoolean()) {
            ImagePatch.set(cloud, image.id(), Json.object().put("protected", false));
        }
        cloud.send(Request.delete(Service.IMAGE, "/images/" + Request.segment(image.id())));
    }
}
