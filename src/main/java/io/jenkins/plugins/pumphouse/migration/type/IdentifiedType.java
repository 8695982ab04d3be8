package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import java.util.Optional;

/** How one sort of object is listed, and what identifies each object among those of the target. */
public abstract class IdentifiedType {
    public abstract Kind kind();

    /** All objects in {@code scope} of the inventory's cloud, every page of them. */
    public abstract List<Resource> read(CloudInventory inventory, Scope scope);

    /** One object by its id; empty when there is none. */
    public abstract Optional<Resource> readOne(CloudInventory inventory, String id);

    /** One object by its id, where the service tells of it only in the list of all; empty when there is none. */
    protected final Optional<Resource> listed(CloudInventory inventory, String id) {
        return inventory.list(kind(), Scope.ALL).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    /** The source's objects that an operator's selection means. */
    public List<Resource> select(Selection selection, CloudInventory source) {
        return source.list(kind(), source.scope(selection));
    }

    /**
     * Objects of this kind that the selection does not name but the plan needs, because something of them that must go
     * is left on the target: by an interrupted run, or for an object that the source no longer has.
     *
     * @param selected the selected objects of all kinds
     * @param translation knows the counterparts of {@code selected} and of what they need
     */
    public List<Resource> remains(List<Resource> selected, CloudInventory target, Translation translation) {
        return List.of();
    }

    /**
     * The names that an operator's mapping may use for an object that the source no longer has: by what still refers to
     * it.
     */
    public List<String> namesOfLost(String id) {
        return List.of(id);
    }

    /**
     * The target's objects that a mapping can mean by {@code nameOrId} for an object that the source no longer has.
     *
     * @param lost id of that object
     */
    public List<Resource> standIns(String lost, String nameOrId, CloudInventory target, Translation translation) {
        return target.candidates(kind(), Scope.ALL).called(nameOrId);
    }

    /** Where on the target its counterpart would be listed. */
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ALL;
    }

    /** What the target's object says of its origin. */
    public Optional<Mark> mark(Resource onTarget) {
        return marking().of(onTarget.json());
    }

    /** Where the target's object says so. */
    protected Marking marking() {
        return Marking.NONE;
    }

    /** Whether the target's objects say of which of the source's they were made. */
    public final boolean isMarking() {
        return marking() != Marking.NONE;
    }

    /**
     * Whether an object of the target would say so had a migration created it, and does not. False for what says so
     * only until it is whole: that cannot be told.
     */
    public boolean isUnmarked(Resource onTarget) {
        return marking().hasPlace(onTarget.json()) && mark(onTarget).isEmpty();
    }

    /**
     * What identifies an object by nature among its counterparts, in the target's terms.
     *
     * @param json a wanted object or one that the target has
     * @return equal for equal objects; empty when only the mark identifies it
     */
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.empty();
    }

    /**
     * Whether the {@link #naturalKey} of an object of the target tells whose it is. An empty name does not, where the
     * object could carry a mark and has none: the target's own unnamed network is nobody's counterpart.
     */
    public boolean isTelling(Resource onTarget) {
        return true;
    }

    /** Whether the service finds an object by its name in any case. */
    public boolean ignoresCase() {
        return false;
    }

    /** Whether the service lets no two objects have one {@link #naturalKey}, so that a second cannot be made. */
    public boolean isUnique() {
        return false;
    }

    /**
     * Whether one object of the target can stand for one of the source only, as it has content or an address that two
     * cannot share: a second that a mapping brings to it is refused.
     */
    public boolean isForOne() {
        return false;
    }

    /**
     * Whether objects of one {@link #naturalKey} mean the same, so that several of the source are rightly one on the
     * target: a role that two projects gave, of which mapping makes one.
     */
    public boolean isOneByNature() {
        return false;
    }

    /**
     * The same of one object of the target: a project has one group {@code default}, whichever tenants it has taken.
     */
    public boolean isOneByNature(Resource onTarget) {
        return isOneByNature();
    }

    /**
     * The key under which a cloud of another release may know the same object ({@code member} was {@code _member_}).
     * Asked only when nothing has the {@link #naturalKey}.
     */
    public Optional<Object> fallbackKey(JsonNode wanted) {
        return Optional.empty();
    }

    /** Its name with what a person adds to tell it apart: {@code corp/demo}; empty where the name has to do. */
    public Optional<String> qualifiedName(Resource resource, CloudInventory inventory) {
        return Optional.empty();
    }

    /**
     * All objects of the source that have the name of {@code resource}, itself among them, where an operator who writes
     * the name alone does not say which he means; none where names are told apart otherwise.
     */
    public List<Resource> namesakes(Resource resource, CloudInventory source) {
        return List.of();
    }

    /** Whether the source has an object of that very name where {@code beside} is. */
    public boolean isName(String name, Resource beside, CloudInventory source) {
        return source.list(kind(), Scope.ALL).stream().anyMatch(one -> name.equals(one.name()));
    }

    /** Whether the operator's word for an object of the target has more than its name: {@code corp/demo}. */
    public boolean isQualified(String word, CloudInventory target) {
        return false;
    }

    /** What tells objects of the same name apart. */
    public String distinction(Resource resource, CloudInventory inventory) {
        return resource.id();
    }

    /**
     * Whether an object of the target was made for the one of the source that {@code mark} names, so that a rollback
     * may remove it.
     */
    public boolean isMadeFor(Mark mark, Resource onTarget, CloudInventory target) {
        return mark(onTarget).filter(mark::equals).isPresent();
    }
}
