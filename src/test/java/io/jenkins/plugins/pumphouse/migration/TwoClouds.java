package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.drift.DriftCheck;
import io.jenkins.plugins.pumphouse.migration.engine.LocalClaims;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.migration.options.FailurePolicy;
import io.jenkins.plugins.pumphouse.migration.options.Fit;
import io.jenkins.plugins.pumphouse.migration.options.HostLimits;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Mover;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.migration.options.Safeguards;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.options.TimeBounds;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.rules.ExternalResource;

/** A source with the tenants demo and shop, a target with nothing of them, and migrations of demo between the two. */
final class TwoClouds extends ExternalResource {
    static final Selection DEMO = Selection.ofTenant("demo");

    /** The steps that bring a project with all it has, in an order in which each finds what it needs. */
    static final List<Verb> EVERYTHING = List.of(
            Verb.ROLES,
            Verb.TENANTS,
            Verb.USERS,
            Verb.USER_ROLES,
            Verb.FLAVORS,
            Verb.KEYPAIRS,
            Verb.QUOTAS,
            Verb.SECGROUPS,
            Verb.NETWORKS,
            Verb.IMAGES,
            Verb.INSTANCES);

    static final Selection ALL = Selection.ALL;

    /** These clouds do in milliseconds what others take seconds for. */
    private static final Options QUICK = Options.DEFAULT.withPoll(Duration.ofMillis(100));

    final EmbeddedCloud source;
    final EmbeddedCloud target = EmbeddedCloud.v3("new");
    final List<String> lines = new CopyOnWriteArrayList<>();

    private Mapping mapping = Mapping.NONE;
    private Options options = QUICK;
    private String sourceName = "old";
    private String mover = "admin";
    private final Map<EmbeddedCloud, List<OwnerLogin>> owners = new HashMap<>();
    private volatile Consumer<String> onLine = line -> {};
    private final Consumer<EmbeddedCloud> contents;

    private TwoClouds(EmbeddedCloud source, Consumer<EmbeddedCloud> contents) {
        this.source = source;
        this.contents = contents;
    }

    static TwoClouds modern() {
        return new TwoClouds(EmbeddedCloud.v3("old"), Fixture::demo);
    }

    /** The source is a cloud of 2014 with Keystone v2.0. */
    static TwoClouds fromIcehouse() {
        return new TwoClouds(EmbeddedCloud.v2("old"), Fixture::demo);
    }

    /** The source is such a cloud with nova-network. */
    static TwoClouds fromNovaNetwork(Consumer<EmbeddedCloud> contents) {
        return new TwoClouds(EmbeddedCloud.novaNetwork("old"), contents);
    }

    @Override
    protected void before() {
        source.start();
        target.start();
        contents.accept(source);
        Fixture.target(target);
    }

    @Override
    protected void after() {
        source.close();
        target.close();
    }

    /** The operator's word: {@code kind} of the source called {@code name} stands for, or becomes, {@code onTarget}. */
    TwoClouds mapping(String kind, String name, String onTarget) {
        mapping = new Mapping(Map.of(kind, Map.of(name, onTarget)));
        return this;
    }

    /** All of the operator's word. */
    void mapping(Mapping whole) {
        mapping = whole;
    }

    /** pumphouse.yaml calls the source so. */
    TwoClouds source(String name) {
        sourceName = name;
        return this;
    }

    /**
     * The target knows the migration as a user of this name, who has these roles in the administrators' project alone.
     */
    void mover(String name, String... roles) {
        mover = name;
        Inside admin = target.inside();
        ObjectNode user = WireJson.object("name", name, "password", target.password());
        String id = admin.make("identity", "/v3/users", "user", user).path("id").asText();
        for (String role : roles) {
            if (!names(admin.list("identity", "/v3/roles", "roles")).contains(role)) {
                admin.make("identity", "/v3/roles", "role", WireJson.object("name", role));
            }
            String own = admin.id("identity", "/v3/roles", "roles", role);
            admin.put("identity", "/v3/projects/" + admin.projectId() + "/users/" + id + "/roles/" + own, null);
        }
    }

    /** The users whom the migration may act as on a cloud. */
    void owners(EmbeddedCloud cloud, OwnerLogin... logins) {
        owners.put(cloud, List.of(logins));
    }

    /** Servers are made anew from the images that they were booted from. */
    void fromImages() {
        options = QUICK.withDisk(Options.Disk.IMAGE);
    }

    /** When the target takes over the gateway and DHCP of networks that are one wire on both clouds. */
    TwoClouds cutovers(Cutovers cutovers) {
        options = options.withCutovers(cutovers);
        return this;
    }

    /** What becomes of the segments of networks. */
    TwoClouds providers(ProviderNetworks word) {
        options = options.withProviderNetworks(word);
        return this;
    }

    /** The operator accepts differences by name. */
    void accepting(String... names) {
        options = options.withAccept(List.of(names));
    }

    /** Only this plan is applied, or none; null for whatever the clouds ask for. */
    TwoClouds approved(ApprovedPlan plan) {
        options = options.withApproved(plan);
        return this;
    }

    /** Whether further objects are begun when one has failed. */
    void failures(FailurePolicy policy) {
        options = options.withFailures(policy);
    }

    /** What becomes of a plan of which the target lacks a part. */
    void fit(Fit fit) {
        options = options.withFit(fit);
    }

    /** What a server must not lose. */
    void failIfLost(String... items) {
        options = options.withServers(options.paused(), new Safeguards(List.of(items), null, null, false));
    }

    /** How long ago a server must have been moved before it is deleted. */
    void soak(Duration soak) {
        options = options.withServers(options.paused(), new Safeguards(List.of(), soak, null, false));
    }

    /** What servers have to answer before and after their move. */
    void healthCheck(HealthCheck check) {
        options = options.withServers(options.paused(), new Safeguards(List.of(), null, check, false));
    }

    /** Servers are taken back although their copies were changed. */
    void evenIfChanged() {
        options = options.withServers(options.paused(), new Safeguards(List.of(), null, null, true));
    }

    /** Default quotas are brought, too. */
    void quotaDefaults() {
        options = options.withQuotaDefaults(true);
    }

    /** What becomes of servers that are paused or suspended. */
    void paused(Options.Paused paused) {
        options = options.withServers(paused, options.safeguards());
    }

    /** Root disks become volumes. */
    TwoClouds asVolumes() {
        options = options.withDisk(Options.Disk.VOLUME);
        return this;
    }

    /** Root disks become volumes of this type. */
    void asVolumes(String type) {
        options = options.withDisk(Options.Disk.VOLUME).withRootVolumeType(type);
    }

    /** Root disks stay local. */
    void bySnapshot() {
        options = options.withDisk(Options.Disk.SNAPSHOT);
    }

    /** Volumes stay in the backend that both clouds have. */
    TwoClouds adopting() {
        options = options.withVolumes(Options.Volumes.ADOPT);
        return this;
    }

    /** Their content is copied. */
    TwoClouds copying() {
        options = options.withVolumes(Options.Volumes.COPY);
        return this;
    }

    /** Servers that run are copied before their stop, too. */
    TwoClouds precopy() {
        options = options.withPrecopy(true);
        return this;
    }

    /** They are not. */
    void noPrecopy() {
        options = options.withPrecopy(false);
    }

    /** Until when servers are begun, and how long one may be off. */
    void bounds(TimeBounds bounds) {
        options = options.withBounds(bounds);
    }

    /** Bytes a second of all transfers. */
    void bandwidth(long bytes) {
        options = options.withBandwidth(bytes);
    }

    /** How users get a password. */
    void passwords(Passwords passwords) {
        options = options.withPasswords(passwords);
    }

    /** How many servers are moved at a time, by hypervisor. */
    void hosts(int source, int target) {
        options = options.withHosts(new HostLimits(source, target));
    }

    /** How often a list is asked for. */
    void poll(Duration poll) {
        options = options.withPoll(poll);
    }

    /** How long anything is waited for. */
    void timeout(Duration wait) {
        options = options.withTimeouts(wait, wait);
    }

    /** How much is done at a time. */
    void limits(int parallel, int transfers) {
        options = options.withLimits(parallel, transfers);
    }

    /** What happens in the middle of a migration: is given each line that it says, in the thread that says it. */
    void onLine(Consumer<String> happening) {
        onLine = happening;
    }

    /** So much time passes on a cloud once the next run, after its plan, has seen such an object as it is now. */
    void passesWhenAwaited(EmbeddedCloud cloud, String path, Duration time) {
        AtomicBoolean planned = new AtomicBoolean();
        onLine(line -> planned.compareAndSet(false, line.startsWith("plan")));
        cloud.faults().on("GET", path).when(planned::get).times(2).answersInstead(answer -> {
            cloud.skip(time);
            return answer;
        });
    }

    Report move(Verb verb, Selection selection) throws InterruptedException {
        return run(verb, selection, false);
    }

    Report move(Verb verb) throws InterruptedException {
        return run(verb, DEMO, false);
    }

    Report plan(Verb verb, Selection selection) throws InterruptedException {
        return run(verb, selection, true);
    }

    static Selection server(String name) {
        return new Selection("demo", null, List.of(name), null);
    }

    SourceInventory inventory(Selection selection) throws InterruptedException {
        return SourceInventory.of(request(Verb.INSTANCES, selection, true));
    }

    Drift drift(Selection selection, String... types) throws InterruptedException {
        return new DriftCheck(request(Verb.INSTANCES, selection, true), List.of(types)).run();
    }

    private MigrationRequest request(Verb verb, Selection selection, boolean dryRun) {
        return new MigrationRequest(
                verb, access(source, sourceName), access(target, target.name()), selection, mapping, options, dryRun);
    }

    private Report run(Verb verb, Selection selection, boolean dryRun) throws InterruptedException {
        MigrationRequest request = request(verb, selection, dryRun);
        return new Migration(request, line -> {
                    lines.add(line);
                    onLine.accept(line);
                })
                .run();
    }

    /** The same by another controller, which knows nothing of this one. */
    Report moveElsewhere(Verb verb, Selection selection) throws InterruptedException {
        MigrationRequest mine = request(verb, selection, false);
        Mover other = new Mover("0dd0dd00", "Jenkins on another host");
        MigrationRequest request = new MigrationRequest(
                verb, mine.source(), mine.target(), selection, mapping, options.withMover(other), false);
        return new Migration(request, line -> {}, status -> {}, new LocalClaims(), other.name()).run();
    }

    private CloudAccess access(EmbeddedCloud cloud, String name) {
        String user = cloud == target ? mover : cloud.username();
        return CloudAccess.ofPassword(name, cloud.authUrl(), user, cloud.password(), cloud.tenant())
                .withOwners(owners.get(cloud));
    }

    /** The target's objects of a list that belong to its project demo. */
    List<JsonNode> ofDemo(String service, String path, String key) {
        String demo = target.inside().id("identity", "/v3/projects", "projects", "demo");
        return target.inside().list(service, path, key).stream()
                .filter(object -> demo.equals(
                        object.path("tenant_id").asText(object.path("owner").asText())))
                .toList();
    }

    static List<String> names(List<JsonNode> objects) {
        return objects.stream().map(object -> object.path("name").asText()).toList();
    }

    /** {@code "subnet demo-net-subnet"} of all that ended so. */
    static List<String> ended(Report report, Outcome.End end) {
        return report.outcomes().stream()
                .filter(o -> o.end() == end)
                .map(o -> o.kind() + " " + o.name())
                .toList();
    }

    static Outcome outcome(Report report, String kind, String name) {
        return report.outcomes().stream()
                .filter(o -> o.kind().equals(kind) && o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + report.outcomes()));
    }
}
