package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.migration.type.DeclaredType;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * What Neutron's types have in common: tags, and a mark that survives a kill at any moment.
 *
 * <p>Neutron takes no tags with the request that creates an object (Networking API v2.0, "Standard Attributes Tag
 * Extension": a request of its own). A process that ends between the two would leave an object that nobody knows. So
 * the object is born with the mark as its description, then gets its tags, and last its own description: at every
 * moment one of the two tells where it came from. Ports of a Neutron with {@code tag-ports-during-bulk-creation} get
 * their tags and their own description at once. A Neutron without tags on all objects (before Ocata) keeps the mark in
 * the description, behind the user's words, whose end is cut where both have no room. One without descriptions (before
 * Mitaka) keeps no mark: an object is then identified by its natural key.
 */
public abstract class NeutronType extends DeclaredType {
    /** Tag of a subnet of the target whose DHCP is off until {@code pumpCutover} switches it on. */
    public static final String HELD_DHCP = "pumphouse_held=dhcp";

    /** Begins the tag of a router of the target that {@code pumpCutover} gives an external address. */
    public static final String TAKES_EXTERNAL = "pumphouse_external=";

    private static final String TAGS = "standard-attr-tag";
    private static final String DESCRIBED = "standard-attr-description";
    static final String TAGS_AT_CREATION = "tag-ports-during-bulk-creation";

    private final Marking marking;

    /** Begins the declaration of a kind whose list is at {@code path}. */
    protected static Declaration declared(Kind kind, String path, String plural, String single) {
        return Declaration.of(kind, Service.NETWORK, new ApiCollection(path, plural, single));
    }

    /**
     * @param declared of a kind that has tags, and a description where the extension gives it one, unless it declares
     *     that it always has
     */
    protected NeutronType(Declaration declared) {
        this(declared.describesWhere(DESCRIBED).brings("tags"), Marking.TAG);
    }

    protected NeutronType(Declaration declared, Marking marking) {
        super(declared.brings("project_id", "tenant_id"));
        this.marking = marking;
    }

    @Override
    protected final Marking marking() {
        return marking;
    }

    /** The extension of a Neutron in which policies share objects of this kind, and their field only looks like it. */
    protected String sharedByPoliciesWith() {
        return SharingPolicies.EXTENSION;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        List<Resource> objects = super.read(inventory, scope);
        return isSharedByPolicies(inventory.cloud()) ? SharedWithAll.corrected(objects, inventory) : objects;
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        Cloud cloud = inventory.cloud();
        return super.readOne(inventory, id)
                .map(one -> isSharedByPolicies(cloud) ? SharedWithAll.corrected(one, cloud) : one);
    }

    private boolean isSharedByPolicies(Cloud cloud) {
        return cloud.networkExtensions().contains(sharedByPoliciesWith());
    }

    /** Whether the objects carry tags in {@code cloud}. */
    protected final boolean isTagged(Cloud cloud) {
        return marking == Marking.TAG && offered(cloud).test(TAGS);
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation);
        if (marking == Marking.NONE) {
            return wanted; // nor has such an object a description
        }
        wanted.put("description", resource.text("description") == null ? "" : resource.text("description"));
        if (!OwnWords.tags(resource).isEmpty()) {
            wanted.set("tags", Json.array(OwnWords.tags(resource)));
        }
        return wanted;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        if (marking == Marking.NONE) {
            return super.compare(wanted, existing, marked);
        }
        ObjectNode compared = OwnWords.wanted(wanted, existing, marked);
        if (!marked) {
            retainLinks(compared);
        }
        ObjectNode onTarget = OwnWords.onTarget(wanted, existing);
        return super.compare(compared, new Resource(kind(), existing.id(), existing.name(), onTarget), marked);
    }

    /**
     * What is asked of Neutron, where that is not word for word what is wanted: what it finds by itself it may refuse
     * to be told.
     */
    protected ObjectNode asked(ObjectNode wanted, ChangeContext context) {
        return wanted;
    }

    /** {@code wanted} as this target takes it. */
    protected final ObjectNode offered(ObjectNode wanted, ChangeContext context) {
        ObjectNode asked = asked(wanted, context);
        account().orElseThrow().retainOffered(asked, offered(context.target()));
        return asked;
    }

    @Override
    protected Predicate<String> offered(Cloud cloud) {
        return cloud.networkExtensions()::contains;
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        List<String> tags = OwnWords.tags(resource);
        if (!tags.isEmpty() && !isTagged(target.cloud())) {
            left.add("tags " + String.join(", ", tags) + " (the target has no extension " + TAGS + ")");
        }
        cut(resource, source, target.cloud()).ifPresent(left::add);
        return left;
    }

    /** What of a description has no place before the mark, where that stands in it for good. */
    private Optional<String> cut(Resource resource, CloudInventory source, Cloud target) {
        String words = Marking.ownWords(resource.text("description"));
        String kept = Marking.fitting(words, Mark.of(source.cloud(), resource).tag());
        boolean stays = marking != Marking.NONE && !isTagged(target) && isDescribed(target);
        return stays && kept.length() < words.length()
                ? Optional.of("the end of its description: " + words.substring(kept.length())
                        + " (the mark of Pumphouse needs the room)")
                : Optional.empty();
    }

    /**
     * Whether {@code cloud} keeps a description of such objects, and with it a mark; Neutron before Mitaka does not.
     */
    private boolean isDescribed(Cloud cloud) {
        ObjectNode description = Json.object().put("description", "");
        account().orElseThrow().retainOffered(description, offered(cloud));
        return !description.isEmpty();
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        Cloud cloud = context.target();
        if (isTogether(cloud)) {
            return together(context).create(creation(context));
        }
        Creation birth = creation(context);
        if (isTagged(cloud)) {
            return isTaggedAtOnce(cloud) ? atOnce(birth) : settled(birth);
        }
        ObjectNode wanted = birth.wanted();
        if (isDescribed(cloud)) {
            marking.write(wanted, context.mark());
        }
        return ChangeResult.now(Json.text(post(context, wanted), "id"));
    }

    /** An object that is to be made, as this target takes it. */
    protected final Creation creation(ChangeContext context) {
        Cloud cloud = context.target();
        ObjectNode wanted = offered(context.wanted(), context);
        retainLinks(wanted);
        ObjectNode tags = tags(wanted, context.mark());
        wanted.remove("tags");
        return new Creation(context, place(cloud), id -> tagged(cloud, id), isMadeTwice(), wanted, tags);
    }

    private CompletionStage<ChangeResult> settled(Creation birth) {
        return birth.settled(post(birth.context(), birth.born()));
    }

    private CompletionStage<ChangeResult> atOnce(Creation birth) {
        ObjectNode wanted = birth.wanted().deepCopy().setAll(birth.tags());
        try {
            return ChangeResult.now(Json.text(post(birth.context(), wanted), "id"));
        } catch (CloudException.Rejected e) {
            if (!MarkTags.mayBeRefused(birth.mark())) {
                throw e;
            }
            return settled(birth);
        }
    }

    /** Whether one request makes several objects of this type: all or none, each with its mark. */
    public final boolean isTogether(Cloud cloud) {
        return isMadeTogether() && isTagged(cloud);
    }

    /** Whether Neutron makes several of a request in one transaction. */
    protected boolean isMadeTogether() {
        return false;
    }

    /** What makes those of a run together. */
    protected CreationBatches together(ChangeContext context) {
        return context.shared(CreationBatches.class, any -> new CreationBatches());
    }

    /** Whether {@code cloud} takes the tags of this type in the request that creates. */
    final boolean isTaggedAtOnce(Cloud cloud) {
        return isTagged(cloud) && takesTagsAtCreation() && offered(cloud).test(TAGS_AT_CREATION);
    }

    /** Whether a Neutron with the extension takes the tags of this type in the request that creates. */
    protected boolean takesTagsAtCreation() {
        return false;
    }

    /** Whether Neutron makes a second object of the same name, addresses and project without a word. */
    protected boolean isMadeTwice() {
        return false;
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Cloud cloud = context.target();
        String id = context.existing().orElseThrow().id();
        ObjectNode changed = changed(context);
        if (isTagged(cloud)) {
            ObjectNode tags = tags(asked(context.wanted(), context), context.mark());
            if (!MarkTags.put(cloud, tagged(cloud, id), tags, context.mark())) {
                changed.put(
                        "description",
                        MarkTags.described(context.wanted().path("description").asText(), context.mark()));
            }
        } else if (changed.has("description")) {
            marking.write(changed, context.mark());
        }
        changed.remove("tags");
        if (!changed.isEmpty()) {
            put(cloud, id, changed);
        }
        return ChangeResult.now(id);
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return marking == Marking.NONE
                ? TargetRemoval.ofUnmarked(context, this, now -> remove(context, now))
                : TargetRemoval.of(context, this, now -> remove(context, now));
    }

    /**
     * @param now the object as it is now, not as the plan saw it
     * @throws NotBegun when somebody has begun to use it since
     */
    protected void remove(ChangeContext context, Resource now) {
        context.target().send(Request.delete(Service.NETWORK, path(context.target(), now.id())));
    }

    /** The body that sets the wanted tags and the mark. */
    protected static ObjectNode tags(ObjectNode wanted, Mark mark) {
        return Marking.tagged(Json.texts(wanted, "tags"), mark);
    }

    /** The path of an object that has tags. */
    protected String tagged(Cloud cloud, String id) {
        return path(cloud, id);
    }
}
