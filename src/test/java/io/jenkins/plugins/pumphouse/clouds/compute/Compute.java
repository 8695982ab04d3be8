package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.image.ImageStore;
import io.jenkins.plugins.pumphouse.clouds.network.NetworksOfNova;
import io.jenkins.plugins.pumphouse.clouds.network.Plugging;
import io.jenkins.plugins.pumphouse.clouds.placement.Providers;
import io.jenkins.plugins.pumphouse.clouds.volume.VolumeStore;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WebError;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Nova: its version documents, its error body, its parts. */
public final class Compute extends CloudService {
    private static final Map<Integer, String> FAULTS = Map.of(
            400,
            "badRequest",
            401,
            "unauthorized",
            403,
            "forbidden",
            404,
            "itemNotFound",
            405,
            "badMethod",
            409,
            "conflictingRequest",
            413,
            "overLimit",
            429,
            "overLimit",
            503,
            "serviceUnavailable");
    private static final int LARGEST_PAGE = 1000;

    private final CloudRelease release;
    VolumeStore volumes;
    final Hosts hosts;
    final NovaServices services;
    final HostAggregates aggregates;
    final Migrations migrations;
    final ServerGroupStore serverGroups;
    final Flavors flavors;
    final Keypairs keypairs;
    final ComputeQuotas quotas;
    final Servers servers;
    final Plugging network;
    final ImageStore images;

    /** Null where there is a Neutron. */
    NetworksOfNova own;

    /**
     * @param hosts the names of the hypervisors
     * @param providers where Placement keeps them
     * @param projectExists whether Keystone knows a project, which modern Nova asks before it takes a quota or an
     *     access
     */
    public Compute(
            World world,
            CloudRelease release,
            List<String> hosts,
            Providers providers,
            Plugging network,
            ImageStore images,
            Predicate<String> projectExists) {
        super(world);
        this.release = release;
        this.network = network;
        this.images = images;
        this.hosts = new Hosts(this, hosts, providers);
        services = new NovaServices(this);
        aggregates = new HostAggregates(this);
        migrations = new Migrations(this);
        serverGroups = new ServerGroupStore(this);
        flavors = new Flavors(this, projectExists);
        keypairs = new Keypairs(this);
        quotas = new ComputeQuotas(this, projectExists);
        servers = new Servers(this);
        providers.servers(servers::allocations);
        providers.disabled(
                name -> this.hosts.named(name).filter(node -> !node.enabled).isPresent());
        routes().open(
                        "GET",
                        "/",
                        call -> Answer.ok(
                                WireJson.object("versions", documents().all())))
                .open(
                        "GET",
                        release.modern() ? "/v2.1" : "/v2",
                        call -> Answer.ok(WireJson.object("version", documents().detail())));
        Routes table = routes();
        flavors.addTo(table, root());
        keypairs.addTo(table, root());
        quotas.addTo(table, root());
        this.hosts.addTo(table, root());
        services.addTo(table, root());
        aggregates.addTo(table, root());
        migrations.addTo(table, root());
        servers.addTo(table, root());
        new ServerActions(this).addTo(table, root());
        new ServerParts(this).addTo(table, root());
        table.get(
                root() + "/os-simple-tenant-usage/{tenant}",
                call -> Answer.ok(WireJson.object("tenant_usage", usage(call.segment("tenant")))));
        table.get(
                root() + "/limits",
                call -> Answer.ok(WireJson.object(
                        "limits",
                        WireJson.object("rate", WireJson.array(), "absolute", WireJson.object("maxServerMeta", 128)))));
        serverGroups.addTo(table, root());
        table.get(root() + "/extensions", call -> Answer.ok(WireJson.object("extensions", WireJson.array())));
    }

    /** Nova has its own networks, and no Neutron. */
    public void networks(NetworksOfNova networks) {
        own = networks;
        new NovaNetworkApi(this, networks).addTo(routes(), root());
    }

    /** Its own networks; null where there is a Neutron. */
    public NetworksOfNova networks() {
        return own;
    }

    /** A service that is no nova-compute has stopped, and an operator has disabled it. */
    public void stop(String binary, String host) {
        services.stop(binary, host);
    }

    /** The path before every resource: old Nova carries the project in it. */
    String root() {
        return release.modern() ? "/v2.1" : "/v2/{project}";
    }

    /** The path before every resource for a caller of a project. */
    public String path(String projectId) {
        return release.modern() ? "/v2.1" : "/v2/" + projectId;
    }

    /** Writes to a server's disk as its guest would, from an offset on; the disk grows where it must. */
    public void writeToDisk(String server, int offset, byte[] bytes) {
        servers.byId(server).write(offset, bytes);
    }

    /** A guest gives its administrator's password, encrypted, to the metadata service. */
    public void password(String server, String encrypted) {
        servers.byId(server).password = encrypted;
    }

    /** Makes a server one of several that were booted with one request. */
    public void bootedAs(String server, int launchIndex) {
        servers.byId(server).launchIndex = launchIndex;
    }

    /** Makes a server one that boots from this volume instead of an image. */
    public void bootFromVolume(String server, String volume) {
        Server row = servers.byId(server);
        row.image = null;
        row.volumes.add(0, new Server.Disk(volume, "/dev/sda", false, null));
        if (volumes.has(volume)) {
            volumes.attach(volume, server, "/dev/sda");
        }
    }

    /** Attaches a volume as the server's next disk. */
    public void attach(String server, String volume, boolean withServer, String tag) {
        Server row = servers.byId(server);
        char letter = (char) ('b'
                + row.volumes.stream()
                        .filter(disk -> !disk.device().equals("/dev/sda"))
                        .count());
        row.volumes.add(new Server.Disk(volume, "/dev/sd" + letter, withServer, tag));
        volumes.attach(volume, server, "/dev/sd" + letter);
    }

    /** The Cinder that keeps the servers' volumes. */
    public Compute volumes(VolumeStore cinder) {
        volumes = cinder;
        return this;
    }

    /** A server is on this host, with nothing under way. */
    public void bring(String server, String host) {
        servers.byId(server).host = host;
    }

    /** Deletes a server in the way of a cloud that keeps it for a while in case it was a mistake. */
    public void softDelete(String server) {
        servers.byId(server).become("soft-delete", null, Server.SHUTDOWN, world.now());
    }

    /** The machine's nova-compute falls silent, as a minute after its power went. */
    public void down(String host) {
        hosts.named(host).orElseThrow().up = false;
    }

    /** So many MiB of a hypervisor's memory are used. */
    public void uses(String host, int memory) {
        hosts.named(host).orElseThrow().usedMemory = memory;
    }

    /** The machine's nova-compute reports; one that is not known is registered by that. */
    public void up(String host) {
        hosts.up(host);
    }

    /** Whether new hosts are taken into a cell at once; those that wait are when it is turned on. */
    public void discovers(boolean on) {
        hosts.discovers(on);
    }

    /** A service such as {@code nova-conductor} or {@code nova-network} runs on a host. */
    public void service(String binary, String host) {
        services.add(binary, host);
    }

    /** A server is, or was, on its way from one host to another. */
    public void migration(String server, String from, String to, String status) {
        migrations.add(server, from, to, "live-migration", status);
    }

    /** What the servers of a project use: of the flavors that they carry, the disks added up. */
    private ObjectNode usage(String tenant) {
        ArrayNode usages = WireJson.array();
        servers.of(tenant)
                .forEach(server -> usages.add(WireJson.object(
                        "instance_id",
                        server.id,
                        "name",
                        server.name,
                        "tenant_id",
                        tenant,
                        "flavor",
                        WireJson.text(server.flavor, "original_name"),
                        "vcpus",
                        server.flavor.path("vcpus").asInt(),
                        "memory_mb",
                        server.flavor.path("ram").asInt(),
                        "local_gb",
                        server.flavor.path("disk").asInt()
                                + server.flavor.path("ephemeral").asInt(),
                        "state",
                        server.vmState())));
        return WireJson.object("tenant_id", tenant, "server_usages", usages);
    }

    private VersionDocuments documents() {
        return new VersionDocuments(release.modern(), newest(), url());
    }

    private AskedMicroversion newest() {
        return new AskedMicroversion(world.behaviour().newestCompute());
    }

    /** The version of a request; an old Nova knows only the oldest. */
    AskedMicroversion version(Call call) {
        return release.modern() ? AskedMicroversion.of(call, newest()) : new AskedMicroversion(1);
    }

    /** Whether a request is of a version; a route that came with it is a 404 before. */
    void since(Call call, int lowest) {
        if (!version(call).from(lowest)) {
            throw Refused.notFound("The resource could not be found.");
        }
    }

    /** How many objects a page holds. */
    int pageSize(Call call) {
        int most = world.behaviour().pageSize(type(), LARGEST_PAGE);
        String asked = call.query("limit");
        if (asked == null) {
            return most;
        }
        if (!asked.matches("\\d+")) {
            throw Refused.badRequest("Invalid input for query parameters limit. Value: " + asked + ". '" + asked
                    + "' does not match '^[0-9]*$'");
        }
        int limit = Integer.parseInt(asked);
        return limit == 0 ? most : Math.min(limit, most);
    }

    /** A link to the page after a marker, with the parameters of the request. */
    ArrayNode nextLink(Call call, String marker) {
        StringBuilder query = new StringBuilder();
        call.query().forEach((name, values) -> {
            if (!name.equals("marker")) {
                values.forEach(value -> query.append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&'));
            }
        });
        return WireJson.array(
                WireJson.object("rel", "next", "href", url() + call.path() + "?" + query + "marker=" + marker));
    }

    /** The links of an object, with the version and without; with the project where the request's address has it. */
    ArrayNode links(Call call, String kind, String id) {
        String project = call.caller().projectId();
        boolean named =
                !release.modern() || call.rawQuery() != null && call.rawQuery().contains(project);
        String rest = (named ? "/" + project + "/" : "/") + kind + "/" + id;
        return WireJson.array(
                WireJson.object("rel", "self", "href", url() + (release.modern() ? "/v2.1" : "/v2") + rest),
                WireJson.object("rel", "bookmark", "href", url() + rest));
    }

    static void admin(Call call, String rule) {
        if (!call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow os_compute_api:" + rule + " to be performed.");
        }
    }

    CloudRelease release() {
        return release;
    }

    World world() {
        return world;
    }

    @Override
    public String type() {
        return "compute";
    }

    @Override
    protected void check(Call call) {
        version(call);
    }

    @Override
    protected Answer dress(Call call, Answer answer) {
        if (!release.modern() || answer.status() == 401 || call.path().equals("/")) {
            return answer;
        }
        String asked = AskedMicroversion.asked(call);
        String version = asked == null ? "2.1" : asked.equals("latest") ? newest().toString() : asked;
        if (!AskedMicroversion.isOne(version)) {
            return answer;
        }
        return answer.header("OpenStack-API-Version", "compute " + version)
                .header("X-OpenStack-Nova-API-Version", version)
                .header("Vary", "OpenStack-API-Version, X-OpenStack-Nova-API-Version");
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        if (refused.status() == 401) {
            return unauthorized(refused);
        }
        if (refused.isUnrouted()) {
            return WebError.of(refused, call);
        }
        String fault = refused.type() != null && refused.status() == 406
                ? refused.type()
                : FAULTS.getOrDefault(refused.status(), "computeFault");
        return Answer.of(
                refused.status(),
                WireJson.object(fault, WireJson.object("code", refused.status(), "message", refused.getMessage())));
    }

    @Override
    protected Map<String, String> headersFromInside() {
        return Map.of("x-openstack-nova-api-version", newest().toString());
    }
}
