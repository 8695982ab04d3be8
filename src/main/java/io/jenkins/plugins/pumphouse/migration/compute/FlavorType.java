package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.migration.type.DeclaredType;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.PartReading;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Flavors with their extra specs and, when private, the projects that may use them.
 *
 * <p>The name is the key. A flavor takes up to three requests to make; until the last of them its description holds the
 * mark, so that one that an interrupted run left unfinished is told from one of another's that differs.
 */
public final class FlavorType extends DeclaredType {
    public static final Kind KIND = new Kind("flavor");

    /** The ids of the projects that may use a private flavor. */
    public static final String ACCESS = "projects";

    static final String IS_PUBLIC = "os-flavor-access:is_public";
    private static final String EXTRA_SPECS = ExtraSpecs.FIELD;
    private static final String ACCESS_DIFFERS = "access";

    /** 2.55 brings the description and 2.61 the extra specs with the flavor (Compute API, microversion history). */
    private static final String WITH_DESCRIPTION = "2.55";

    private static final String WITH_EXTRA_SPECS = "2.61";

    public FlavorType() {
        super(Declaration.of(
                        KIND, Service.COMPUTE, new ApiCollection("/flavors", "/flavors/detail", "flavors", "flavor"))
                .with("is_public", "None") // private ones too
                .microversion(WITH_EXTRA_SPECS)
                .brings(EXTRA_SPECS, ACCESS, "description")
                .serviceSets("id", "links")
                .tells("OS-FLV-DISABLED:disabled", false, "no API disables a flavor")
                .copies("name", "ram", "vcpus", "disk", "swap", "OS-FLV-EXT-DATA:ephemeral", "rxtx_factor", IS_PUBLIC)
                .uniquelyIdentifiedBy("name"));
    }

    static boolean isPrivate(Resource flavor) {
        return flavor.json().has(IS_PUBLIC) && !flavor.field(IS_PUBLIC).asBoolean();
    }

    /** Flavors belong to nobody: a tenant does not narrow them. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return source.list(KIND, Scope.ALL);
    }

    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        Cloud cloud = inventory.cloud();
        String path = path(cloud, Json.text(json, "id"));
        if (!json.has(EXTRA_SPECS)) {
            PartReading.set(
                    json,
                    EXTRA_SPECS,
                    () -> cloud.get(Service.COMPUTE, path + "/os-extra_specs").path(EXTRA_SPECS));
        }
        if (json.has(IS_PUBLIC) && !json.path(IS_PUBLIC).asBoolean()) {
            PartReading.set(json, ACCESS, () -> {
                List<String> projects = new ArrayList<>();
                cloud.get(Service.COMPUTE, path + "/os-flavor-access")
                        .path("flavor_access")
                        .forEach(access -> projects.add(Json.text(access, "tenant_id")));
                return Json.array(projects);
            });
        }
        UsualFields.spellOut(json);
        return super.resource(inventory, json);
    }

    @Override
    public String detail(Resource resource) {
        return resource.text("vcpus") + " vCPU, " + resource.text("ram") + " MB, " + resource.text("disk") + " GB";
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return Json.texts(resource.json(), ACCESS).stream()
                .map(p -> Reference.known(Kind.PROJECT, p))
                .toList();
    }

    @Override
    protected Marking marking() {
        return Marking.DESCRIPTION;
    }

    @Override
    public boolean isUnmarked(Resource onTarget) {
        return false; // its description is the owner's again at the end of its making
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation);
        wanted.set(EXTRA_SPECS, resource.field(EXTRA_SPECS));
        if (resource.text("description") != null) {
            wanted.set("description", resource.field("description"));
        }
        List<String> projects = new ArrayList<>();
        for (String project : Json.texts(resource.json(), ACCESS)) {
            translation.coming(Kind.PROJECT, project).ifPresent(projects::add);
        }
        return wanted.set(ACCESS, Json.array(projects));
    }

    /** Nova's database compares names without case (MySQL's collation): it takes no second one. */
    @Override
    public boolean ignoresCase() {
        return true;
    }

    /** A project more or less on the target's list is no other flavor: access is only ever added. */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode compared = wanted.deepCopy();
        compared.remove(List.of(ACCESS, EXTRA_SPECS));
        UsualFields.removeHidden(compared, existing.json());
        if (!marked) {
            compared.remove("description");
            if (existing.name().equalsIgnoreCase(wanted.path("name").asText())) {
                compared.put("name", existing.name());
            }
        }
        List<Difference> differences = new ArrayList<>(super.compare(compared, existing, marked));
        differences.addAll(ExtraSpecs.differences(wanted.path(EXTRA_SPECS), existing.field(EXTRA_SPECS)));
        List<String> missing = missingAccess(wanted, existing.json());
        if (!missing.isEmpty()) {
            differences.add(new Difference(ACCESS_DIFFERS, String.join(", ", missing), "nothing"));
        }
        if (marked && mark(existing).isPresent() && !wanted.has("description")) {
            // The description holds the mark until the last request of the making: it was never sent, or its answer was
            // lost.
            differences.add(new Difference("description", "nothing", existing.text("description")));
        }
        return differences;
    }

    /** To let a project in that came later takes nothing from the flavor's creator. */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return differences.stream().allMatch(difference -> difference.field().equals(ACCESS_DIFFERS))
                ? Decision.UPDATE
                : super.whenDifferent(existing, differences, marked, target);
    }

    /**
     * Whom somebody has shut out on the target is not let in again because a server has the flavor. Nobody has shut out
     * a project that this run makes.
     */
    @Override
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        return differences.stream()
                        .allMatch(difference -> difference.field().equals(ACCESS_DIFFERS)
                                && !Arrays.stream(difference.source().split(", "))
                                        .allMatch(Translation::isPending))
                ? Optional.of(Unasked.left("pumpFlavors"))
                : Optional.empty();
    }

    @Override
    public String conflict(Resource existing, List<Difference> differences, String target) {
        return ExtraSpecs.conflict(existing, differences, target)
                .orElseGet(() -> super.conflict(existing, differences, target));
    }

    static List<String> missingAccess(JsonNode wanted, JsonNode onTarget) {
        if (onTarget.path(IS_PUBLIC).asBoolean()) {
            return List.of(); // everybody has access, and Nova adds none
        }
        List<String> missing = new ArrayList<>(Json.texts(wanted, ACCESS));
        missing.removeAll(Json.texts(onTarget, ACCESS));
        return missing;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        ObjectNode flavor = wanted.deepCopy().without(List.of(EXTRA_SPECS, ACCESS, "description"));
        if (!wanted.path(ACCESS).isEmpty()) {
            flavor.put(IS_PUBLIC, false); // also when it was made of what a server says, which does not say that
        }
        boolean inSteps =
                !wanted.path(EXTRA_SPECS).isEmpty() || !wanted.path(ACCESS).isEmpty();
        boolean described = isDescribed(context.target());
        if (described && inSteps) {
            flavor.put("description", context.mark().tag());
        } else if (described) {
            flavor.set("description", wanted.path("description"));
        }
        String id = make(context.target(), flavor, context.resource().id());
        if (inSteps) {
            finish(context.target(), id, wanted, Json.object(), described);
        }
        return ChangeResult.now(id);
    }

    static boolean isDescribed(Cloud cloud) {
        return cloud.supports(Service.COMPUTE, WITH_DESCRIPTION);
    }

    /** Keeps the id, which operators' scripts hold ({@code 1} to {@code 5}), where it is free. */
    private String make(Cloud cloud, ObjectNode flavor, String sourceId) {
        try {
            return Json.text(post(cloud, flavor.deepCopy().put("id", sourceId)), "id");
        } catch (CloudException.Conflict e) {
            return Json.text(post(cloud, flavor), "id");
        }
    }

    private void finish(Cloud cloud, String id, ObjectNode wanted, JsonNode onTarget, boolean described) {
        if (!wanted.path(EXTRA_SPECS).isEmpty()) {
            cloud.send(Request.post(Service.COMPUTE, path(cloud, id) + "/os-extra_specs")
                    .body(Json.object(EXTRA_SPECS, wanted.path(EXTRA_SPECS)))
                    .repeatable());
        }
        onTarget.path(EXTRA_SPECS).fieldNames().forEachRemaining(spec -> {
            if (!wanted.path(EXTRA_SPECS).has(spec)) { // the source has taken it away since the interrupted run
                cloud.remove(
                        Request.delete(Service.COMPUTE, path(cloud, id) + "/os-extra_specs/" + Request.segment(spec)));
            }
        });
        letIn(cloud, id, missingAccess(wanted, onTarget));
        if (described) {
            ObjectNode description = Json.object();
            description.set(
                    "description",
                    wanted.path("description").isMissingNode() ? description.nullNode() : wanted.path("description"));
            put(cloud, id, description);
        }
    }

    private void letIn(Cloud cloud, String id, List<String> projects) {
        for (String project : projects) {
            ObjectNode access = Json.object("addTenantAccess", Json.object().put("tenant", project));
            cloud.send(
                    Request.post(Service.COMPUTE, path(cloud, id) + "/action").body(access));
        }
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return removeUnmarked(context);
    }

    /**
     * Finishes a marked one that an interrupted run left, or lets projects into another: what else a flavor is cannot
     * be changed once it exists.
     */
    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        if (mark(existing).isPresent()) {
            finish(context.target(), existing.id(), context.wanted(), existing.json(), true);
        } else {
            letIn(context.target(), existing.id(), missingAccess(context.wanted(), existing.json()));
        }
        return ChangeResult.now(existing.id());
    }
}
