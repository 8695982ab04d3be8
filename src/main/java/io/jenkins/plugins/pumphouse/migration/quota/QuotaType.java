package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.MergedProjects;
import io.jenkins.plugins.pumphouse.migration.type.SettingType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A project's quotas of compute, network, volumes and load balancers, as one object with the project's id.
 *
 * <p>Only what differs from the source's defaults is copied: to copy a default would freeze it. Only the changed keys
 * are sent, as an unknown one is refused and one left out keeps its value.
 *
 * <p>Those of one project cost at most 18 requests where both clouds have Nova, Neutron and Cinder and one service
 * differs, with the making of the project and the look for quotas of its users; some more where they have Octavia.
 */
public final class QuotaType extends SettingType {
    public static final Kind KIND = Kind.QUOTA;

    /** Network quotas of nova-network, which Compute API 2.36 dropped; Neutron's own rule where it is. */
    static final Set<String> OF_NOVA_NETWORK =
            Set.of("floating_ips", "fixed_ips", "security_groups", "security_group_rules", "networks");

    private static final String DEFAULTS = "_defaults";
    private static final String UNREAD = "_unread";

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        String project = scope.owner();
        ObjectNode quota = Json.object().put("project_id", project);
        for (QuotaKeeper keeper : QuotaKeeper.of(inventory.cloud())) {
            try {
                JsonNode values = keeper.read(inventory.cloud(), keeper.path(project));
                quota.set(keeper.word() + DEFAULTS, QuotaFacts.defaults(keeper, inventory, project, values));
                quota.set(keeper.word(), values);
            } catch (CloudException e) {
                ReadRefusal.passOnOfTheCloud(e);
                quota.put(
                        keeper.word() + UNREAD, e.getMessage()); // costs that service's quotas, not those of the others
            }
        }
        String name = inventory.find(Kind.PROJECT, project).map(Resource::name).orElse(project);
        return List.of(new Resource(KIND, project, name, quota));
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return Optional.of(inventory.list(KIND, Scope.ownedBy(id)).get(0));
    }

    /** Whether a value is one that a cloud without nova-network has, too. */
    static boolean isMoved(QuotaKeeper keeper, Map.Entry<String, JsonNode> value) {
        return value.getValue().isIntegralNumber()
                && (keeper.service() != Service.COMPUTE || !OF_NOVA_NETWORK.contains(value.getKey()));
    }

    /** The source's values that somebody set: those that are not the default. */
    static ObjectNode set(Resource quota, CloudInventory source) {
        ObjectNode set = Json.object();
        for (QuotaKeeper keeper : QuotaKeeper.ALL) {
            ObjectNode own = Json.object();
            JsonNode defaults = quota.field(keeper.word() + DEFAULTS);
            for (var value : quota.field(keeper.word()).properties()) {
                if (isMoved(keeper, value)
                        && value.getValue().asLong()
                                != defaults.path(value.getKey()).asLong(Long.MIN_VALUE)) {
                    own.set(keeper.name(value.getKey(), source.mapping()), value.getValue());
                }
            }
            if (!own.isEmpty()) {
                set.set(keeper.word(), own);
            }
        }
        return set;
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        if (!unread(resource).isEmpty()) {
            return isGone(resource.id(), source)
                    ? Optional.of("was deleted on " + source.cloud().name() + " while the plan was made")
                    : Optional.empty();
        }
        return set(resource, source).isEmpty() ? Optional.of("has nothing but the defaults") : Optional.empty();
    }

    /** Nova knows no quotas of a project that Keystone does not have (400). */
    private static boolean isGone(String project, CloudInventory source) {
        return source.anew().find(Kind.PROJECT, project).isEmpty();
    }

    private static List<String> unread(Resource quota) {
        return QuotaKeeper.ALL.stream()
                .filter(keeper -> quota.text(keeper.word() + UNREAD) != null)
                .map(keeper ->
                        "quotas of " + keeper.word() + " (cannot be read: " + quota.text(keeper.word() + UNREAD) + ")")
                .toList();
    }

    @Override
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        return set(resource, source).isEmpty()
                ? Optional.of(String.join(", ", unread(resource)))
                : merged(resource, source);
    }

    /** Those of whichever project came last would hold for all. */
    private static Optional<String> merged(Resource quota, CloudInventory source) {
        Set<String> others = MergedProjects.beside(quota.id(), source);
        return others.stream()
                        .allMatch(other -> set(
                                        source.list(KIND, Scope.ownedBy(other)).get(0), source)
                                .equals(set(quota, source)))
                ? Optional.empty()
                : Optional.of("mapping brings project " + MergedProjects.named(others, source)
                        + " into the same project, and its quotas are others. Set what both are to have on the target:"
                        + " openstack quota set");
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(unread(resource));
        for (QuotaKeeper keeper : QuotaKeeper.ALL) {
            keeper.odd(resource.field(keeper.word()))
                    .forEach(odd -> left.add(
                            odd + " (" + source.cloud().name() + " shows no number, and only numbers are quotas)"));
            Set<String> known = QuotaFacts.known(keeper, target);
            set(resource, source).path(keeper.word()).properties().stream()
                    .filter(value -> !known.contains(value.getKey()))
                    .forEach(value -> left.add(keeper.word() + " " + value.getKey() + " "
                            + value.getValue().asText() + " (" + target.cloud().name() + " has no such quota)"));
        }
        return left;
    }

    /** Also what nobody checks before it is set. */
    @Override
    public List<String> leftBehind(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> left = new ArrayList<>(leftBehind(resource, source, target));
        translation
                .known(Kind.PROJECT, resource.id())
                .filter(project -> !Translation.isPending(project))
                .ifPresent(project -> target.list(KIND, Scope.ownedBy(project))
                        .forEach(existing -> left.addAll(QuotaUse.untold(set(resource, source), existing, target))));
        return left;
    }

    @Override
    public String detail(Resource resource, CloudInventory source) {
        List<String> values = new ArrayList<>();
        for (JsonNode service : set(resource, source)) {
            service.properties()
                    .forEach(value ->
                            values.add(value.getKey() + " " + value.getValue().asText()));
        }
        return String.join(", ", values);
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return List.of(Reference.to(Kind.PROJECT, resource.id()));
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(Kind.PROJECT, resource.id()));
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(json.path("project_id").asText());
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return set(resource, source).put("project_id", translation.id(Kind.PROJECT, resource.id()));
    }

    /** Compared key by key; one that the target's service does not have (a volume type's) cannot be set. */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        List<Difference> differences = new ArrayList<>();
        for (QuotaKeeper keeper : QuotaKeeper.ALL) {
            JsonNode onTarget = existing.field(keeper.word());
            String unread = existing.text(keeper.word() + UNREAD);
            if (unread != null && !wanted.path(keeper.word()).isEmpty()) {
                differences.add(new Difference(
                        "quotas of " + keeper.word(),
                        Json.shown(wanted.path(keeper.word())),
                        "cannot be read: " + unread));
            }
            for (var value : wanted.path(keeper.word()).properties()) {
                JsonNode now = onTarget.path(value.getKey());
                if (!now.isMissingNode() && now.asLong() != value.getValue().asLong()) {
                    differences.add(new Difference(
                            keeper.word() + " " + value.getKey(),
                            value.getValue().asText(),
                            now.asText()));
                }
            }
        }
        return differences;
    }

    /** What somebody has set on the target, and nobody on the source. */
    @Override
    public List<String> onTargetOnly(Resource resource, Resource existing, CloudInventory source) {
        ObjectNode set = set(resource, source);
        List<String> more = new ArrayList<>();
        for (QuotaKeeper keeper : QuotaKeeper.ALL) {
            JsonNode defaults = existing.field(keeper.word() + DEFAULTS);
            for (var value : existing.field(keeper.word()).properties()) {
                JsonNode preset = defaults.path(value.getKey());
                if (preset.isIntegralNumber()
                        && preset.asLong() != value.getValue().asLong()
                        && !set.path(keeper.word()).has(value.getKey())) {
                    more.add(keeper.word() + " " + value.getKey() + " "
                            + value.getValue().asText() + " (default " + preset.asText() + ")");
                }
            }
        }
        return more;
    }

    @Override
    public Optional<String> obstructed(ObjectNode wanted, Resource existing, CloudInventory target) {
        List<String> odd = new ArrayList<>();
        for (QuotaKeeper keeper : QuotaKeeper.ALL) {
            ObjectNode asked = existing.field(keeper.word()) instanceof ObjectNode now ? now.deepCopy() : Json.object();
            asked.retain(QuotaFacts.names(wanted.path(keeper.word())));
            odd.addAll(keeper.odd(asked));
        }
        return odd.isEmpty()
                ? QuotaUse.above(wanted, existing, target)
                : Optional.of(target.cloud().name() + " shows no number for a quota that the source has: "
                        + String.join(", ", odd) + ". Nothing was set. Ask its administrator what this service shows: "
                        + "openstack quota show");
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        return QuotaUpdate.of(context);
    }

    /** To what they were before a build has set them: {@link FormerQuotas}. */
    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return FormerQuotas.setBack(context);
    }
}
