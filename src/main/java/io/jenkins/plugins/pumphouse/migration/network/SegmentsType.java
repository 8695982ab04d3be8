package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronPartType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The segments of a network, which Neutron makes with it: their names and descriptions are written, and subnets are
 * bound to them ({@link SubnetSegment}). Those of which nobody has said anything, and to which no subnet is bound, come
 * with their network and are no object of a plan.
 */
public final class SegmentsType extends NeutronPartType {
    public static final Kind KIND = new Kind("network segments");

    private static final String PARTS = "parts";

    /** What becomes of the fields of one segment. */
    private static final Account ACCOUNT = new Account()
            .brings("network_id", "network_type", "physical_network", "segmentation_id")
            .brings(NetworkSegment.NAME, NetworkSegment.DESCRIPTION)
            .serviceSets("id", "created_at", "updated_at", "revision_number");

    public SegmentsType() {
        super(KIND, NetworkType.KIND);
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return NetworkSegments.areOffered(inventory.cloud()) ? super.read(inventory, scope) : List.of();
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return super.select(selection, source).stream()
                .filter(network -> isMoved(network, source))
                .toList();
    }

    private static boolean isMoved(Resource network, CloudInventory source) {
        return !NetworkType.isOfTheCloud(network, source)
                && (RoutedNetwork.is(network)
                        || NetworkSegments.of(network, source).stream().anyMatch(NetworkSegment::isNamed));
    }

    @Override
    protected Resource partOf(Resource network, CloudInventory inventory) {
        ObjectNode json = network.json().deepCopy();
        ArrayNode parts = json.putArray(PARTS);
        NetworkSegments.of(network, inventory).forEach(segment -> parts.add(segment.json()));
        return new Resource(KIND, network.id(), network.name(), json);
    }

    private static List<NetworkSegment> segments(Resource part) {
        return NetworkSegment.of(part.json(), Json.objects(part.json(), PARTS));
    }

    @Override
    public String detail(Resource resource) {
        int parts = resource.field(PARTS).size();
        return parts == 1 ? "1 segment" : parts + " segments";
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        boolean chosen = ProviderChoice.of(resource, source).isChosen();
        ObjectNode wanted = wantedOf(resource, translation);
        ArrayNode parts = wanted.putArray(PARTS);
        segments(resource).forEach(segment -> parts.add(SegmentWords.of(segment, chosen)));
        return wanted;
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>();
        for (NetworkSegment segment : segments(resource)) {
            ACCOUNT.leftBehind(segment.json(), extension -> true)
                    .forEach(field -> left.add(field + " of " + segment.segment()));
        }
        return left;
    }

    /**
     * Of a network that Pumphouse has not created nothing is written: its segments are called as its operator likes.
     */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        List<NetworkSegment> onTarget = segments(existing);
        return marked
                ? words(wanted)
                        .flatMap(words -> words.differences(onTarget).stream())
                        .toList()
                : List.of();
    }

    private static Stream<SegmentWords> words(ObjectNode wanted) {
        return Json.objects(wanted, PARTS).stream().map(SegmentWords::new);
    }

    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return differences.stream().anyMatch(SegmentWords::isLacking)
                ? Decision.CONFLICT
                : super.whenDifferent(existing, differences, marked, target);
    }

    @Override
    public String conflict(Resource existing, List<Difference> differences, String target) {
        return "are not all on " + target
                + ". Create what its network lacks (openstack network segment create), or name"
                + " another network in mapping: networks";
    }

    @Override
    public Optional<String> unsupportedOn(Resource resource, CloudInventory target) {
        return RoutedNetwork.is(resource) ? RoutedNetwork.lacking(target) : Optional.empty();
    }

    /** Names alone keep no network from a target that has no place for them. */
    @Override
    public Optional<String> deferred(
            Resource resource, ObjectNode wanted, CloudInventory source, CloudInventory target) {
        return NetworkSegments.areOffered(target.cloud())
                ? Optional.empty()
                : Optional.of("keep no names and descriptions, as "
                        + target.cloud().name() + " has no extension " + NetworkSegments.EXTENSION
                        + ": if they matter, add it to service_plugins in its neutron.conf");
    }

    @Override
    public boolean isFinishedByAnyone() {
        return true;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        String network = Json.text(context.wanted(), PARENT);
        boolean said = words(context.wanted()).anyMatch(SegmentWords::areSaid);
        return write(context, network, said ? NetworkSegments.now(context.target(), network) : List.of());
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        return write(context, existing.id(), segments(existing));
    }

    private static CompletionStage<ChangeResult> write(
            ChangeContext context, String network, List<NetworkSegment> segments) {
        words(context.wanted()).forEach(words -> words.write(segments, context.target()));
        return ChangeResult.now(network);
    }

    /** How many segments {@link #create} or {@link #update} write. */
    static int written(ObjectNode wanted, Optional<Resource> existing) {
        Optional<List<NetworkSegment>> onTarget = existing.map(SegmentsType::segments);
        return (int) words(wanted)
                .filter(words -> onTarget.map(
                                segments -> !words.differences(segments).isEmpty())
                        .orElseGet(words::areSaid))
                .count();
    }
}
