package io.jenkins.plugins.pumphouse.clouds;

import io.jenkins.plugins.pumphouse.clouds.compute.Compute;
import io.jenkins.plugins.pumphouse.clouds.identity.Identity;
import io.jenkins.plugins.pumphouse.clouds.identity.IdentityAdmin;
import io.jenkins.plugins.pumphouse.clouds.image.Images;
import io.jenkins.plugins.pumphouse.clouds.network.ExternalDns;
import io.jenkins.plugins.pumphouse.clouds.network.Network;
import io.jenkins.plugins.pumphouse.clouds.placement.Placement;
import io.jenkins.plugins.pumphouse.clouds.placement.Providers;
import io.jenkins.plugins.pumphouse.clouds.volume.Storage;
import io.jenkins.plugins.pumphouse.clouds.volume.Volumes;
import io.jenkins.plugins.pumphouse.clouds.wire.Behaviour;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.Journal;
import io.jenkins.plugins.pumphouse.clouds.wire.SimulatorServer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One OpenStack cloud: Keystone, Nova, Glance, Neutron, Cinder and, when modern, Placement, each at a port of its own
 * on the loopback address.
 *
 * <p>A new cloud has the user {@code admin} with the password {@code admin} in the project {@code admin}, the usual
 * roles, and nothing else. It can be asked over HTTP, or from inside without leaving a trace in the journal
 * ({@link #inside()}). Safe to use from many threads once started.
 */
public final class EmbeddedCloud implements AutoCloseable {
    private final String name;
    private final CloudRelease release;
    private final boolean v3;
    private boolean novaNetwork;
    private final World world = new World();
    private final Faults faults = new Faults();
    private final Journal journal = new Journal();
    private final List<SimulatorServer> doors = new ArrayList<>();
    private String region = "RegionOne";
    private List<String> hosts = List.of("compute-1", "compute-2");
    private Identity identity;
    private Images images;
    private Network network;
    private Compute compute;
    private Volumes volumes;
    private Placement placement;
    private final Providers providers = new Providers();

    private EmbeddedCloud(String name, CloudRelease release, boolean v3) {
        this.name = name;
        this.release = release;
        this.v3 = v3;
    }

    /**
     * A cloud of 2014 (Icehouse): Keystone v2.0 only, with users and tenants at the admin address of its catalog; Nova
     * without microversions; Glance without secure hashes; Neutron without tags, descriptions and {@code project_id}.
     */
    public static EmbeddedCloud v2(String name) {
        return new EmbeddedCloud(name, CloudRelease.ICEHOUSE, false);
    }

    /** The same with nova-network, and no Neutron. */
    public static EmbeddedCloud novaNetwork(String name) {
        EmbeddedCloud cloud = v2(name);
        cloud.novaNetwork = true;
        return cloud;
    }

    /** A cloud of 2022 (Zed): Keystone v3 only, and modern services. */
    public static EmbeddedCloud v3(String name) {
        return new EmbeddedCloud(name, CloudRelease.ZED, true);
    }

    /** A cloud of 2014 whose Keystone speaks v3 beside v2.0; the address that it tells has no version. */
    public static EmbeddedCloud v2AndV3(String name) {
        return new EmbeddedCloud(name, CloudRelease.ICEHOUSE, true);
    }

    /** Before {@link #start}: the region of all endpoints, {@code RegionOne} unless told. */
    public EmbeddedCloud region(String regionName) {
        region = regionName;
        return this;
    }

    /** Before {@link #start}: the names of the hypervisors, {@code compute-1} and {@code compute-2} unless told. */
    public EmbeddedCloud hosts(String... names) {
        hosts = List.of(names);
        return this;
    }

    /** Opens the doors and makes the administrator. */
    public EmbeddedCloud start() {
        identity = new Identity(world, release, region, v3);
        images = new Images(world, release);
        network = new Network(world, release);
        compute = new Compute(
                world,
                release,
                hosts,
                providers,
                network.plugging(),
                images.shelf(),
                id -> identity.directory().project(id) != null);
        if (novaNetwork) {
            compute.networks(network.ofNova());
        }
        volumes = new Volumes(world, release, images.shelf());
        compute.volumes(volumes.volumes());
        placement = new Placement(world, providers);
        List<CloudService> services = new ArrayList<>(List.of(identity, images, network, compute, volumes));
        services.add(release.modern() ? placement : new IdentityAdmin(identity));
        for (CloudService service : services) {
            doors.add(new SimulatorServer(
                    service, faults, journal, token -> identity.tokens().caller(token)));
        }
        doors.forEach(SimulatorServer::open);
        catalog(services.get(services.size() - 1));
        services.forEach(service -> service.authenticatedAt(release.modern() ? authUrl() : identity.url()));
        new Bootstrap(this).run();
        return this;
    }

    private void catalog(CloudService identityAdmin) {
        if (release.modern()) {
            identity.catalog()
                    .add("identity", "keystone", () -> identity.url() + "/v3")
                    .add("compute", "nova", () -> compute.url() + "/v2.1")
                    .add("image", "glance", images::url)
                    .add("network", "neutron", network::url)
                    .add("volumev3", "cinderv3", () -> volumes.url() + "/v3/%(tenant_id)s")
                    .add("placement", "placement", placement::url);
        } else {
            identity.catalog()
                    .add("identity", "keystone", () -> identity.url() + "/v2.0", () -> identityAdmin.url() + "/v2.0")
                    .add("compute", "nova", () -> compute.url() + "/v2/%(tenant_id)s")
                    .add("image", "glance", images::url);
            if (!novaNetwork) {
                identity.catalog().add("network", "neutron", () -> network.url() + "/");
            }
            identity.catalog()
                    .add("volume", "cinder", () -> volumes.url() + "/v1/%(tenant_id)s")
                    .add("volumev2", "cinderv2", () -> volumes.url() + "/v2/%(tenant_id)s");
        }
    }

    /**
     * A further service comes up and stands in the catalog, also of tokens given before.
     *
     * @param made makes the service in this cloud's world
     */
    public <S extends CloudService> S with(Function<World, S> made) {
        S service = made.apply(world);
        SimulatorServer door = new SimulatorServer(
                service, faults, journal, token -> identity.tokens().caller(token));
        door.open();
        doors.add(door);
        service.authenticatedAt(release.modern() ? authUrl() : identity.url());
        world.locked(() -> identity.catalog().add(service.type(), service.type(), service::catalogUrl));
        return service;
    }

    /** Cinder gets a further backend, with a volume type of the same name; several clouds may have one storage. */
    public void mount(String backend, Storage storage) {
        world.locked(() -> {
            volumes.services().add("cinder-volume", "controller@" + backend);
            volumes.volumes().mount(backend, storage);
        });
        inside().make(
                        "volume",
                        (release.modern() ? "/v3/" : "/v2/") + inside().projectId() + "/types",
                        "volume_type",
                        WireJson.object(
                                "name", backend, "extra_specs", WireJson.object("volume_backend_name", backend)));
    }

    /** A backend of this cloud turns out to have another storage. */
    public void mirror(String backend, Storage storage) {
        world.locked(() -> volumes.volumes().mount(backend, storage));
    }

    /** The Cinder. */
    public Volumes volumes() {
        return volumes;
    }

    public String name() {
        return name;
    }

    /**
     * Keystone's address as an operator writes it down: with {@code /v2.0/}, with {@code /v3}, or for both without a
     * version.
     */
    public String authUrl() {
        return release.modern() ? identity.url() + "/v3" : v3 ? identity.url() + "/" : identity.url() + "/v2.0/";
    }

    /** The address of a service's root by its type: {@code identity, compute, image, network, volume, placement}. */
    public String url(String service) {
        return service(service).url();
    }

    public String username() {
        return "admin";
    }

    public String password() {
        return "admin";
    }

    /** The administrator's project. */
    public String tenant() {
        return "admin";
    }

    public Faults faults() {
        return faults;
    }

    public Journal journal() {
        return journal;
    }

    public Behaviour behaviour() {
        return world.behaviour();
    }

    /** Every token given so far stops working now. */
    public void expireTokens() {
        world.locked(() -> identity.tokens().expireAll());
    }

    /**
     * Takes a service out of the catalog by its type there, as {@code volumev3}. Tokens given before lose it as well.
     */
    public void withoutInCatalog(String type) {
        world.locked(() -> identity.catalog().remove(type));
    }

    /** Neutron has further extensions. */
    public void withExtensions(String... aliases) {
        world.locked(() -> network.withExtensions(List.of(aliases)));
    }

    /** Neutron lacks extensions, and all that they bring. */
    public void withoutExtensions(String... aliases) {
        world.locked(() -> network.withoutExtensions(List.of(aliases)));
    }

    /** The external DNS of Neutron. */
    public ExternalDns dns() {
        return network.dns();
    }

    /** Neutron's driver is OVN. */
    public void withOvn() {
        world.locked(network::ovn);
    }

    /** What Neutron's agents say of all trunks. */
    public void trunkStatus(String status) {
        world.locked(() -> network.trunkStatus(status));
    }

    /** Moves the cloud's clock forward: boots and snapshots finish, tokens run out. */
    public void skip(Duration time) {
        world.skip(time);
    }

    /** Cuts every connection and refuses new ones until {@link #revive}; the state stays. */
    public void kill() {
        doors.forEach(SimulatorServer::close);
    }

    /** Opens the doors again at the addresses they had. */
    public void revive() {
        doors.forEach(SimulatorServer::open);
    }

    /** Asks from inside as the administrator: no HTTP, no faults, no journal. */
    public Inside inside() {
        return inside("admin", "admin");
    }

    /** Asks from inside as a user in a project, by their names or ids. */
    public Inside inside(String user, String project) {
        return new Inside(this, user, project);
    }

    /** Makes a project, or takes the one of that name, to fill it. */
    public ProjectFixture project(String projectName) {
        return new ProjectFixture(this, projectName);
    }

    /** A domain's users are kept in a directory (LDAP) of their own, which only a list of that domain shows. */
    public void ownDirectory(String domainId) {
        world.locked(() -> identity.directory().ownDriver(domainId));
    }

    /** The directory (LDAP) of a domain answers no more, which Keystone shows as an error of its own. */
    public void directoryDown(String domainId) {
        world.locked(() -> identity.directory().fallSilent(domainId));
    }

    /** A host falls silent with all that runs on it, as a minute after its power went. */
    public void hostDown(String host) {
        machines().down(host);
    }

    /** A host reports, as one does after its boot; one that the cloud does not know is a new compute node. */
    public void hostUp(String host) {
        machines().up(host);
    }

    /** What runs on the machines of this cloud, and what lies on them. */
    public Machines machines() {
        return new Machines(world, compute, network, volumes, providers);
    }

    CloudService service(String type) {
        Map<String, CloudService> services = Map.of(
                "identity",
                identity,
                "compute",
                compute,
                "image",
                images,
                "network",
                network,
                "volume",
                volumes,
                "placement",
                placement);
        CloudService service = services.get(type);
        if (service == null) {
            throw new IllegalArgumentException("no service " + type + "; there are " + services.keySet());
        }
        return service;
    }

    Identity identity() {
        return identity;
    }

    Images images() {
        return images;
    }

    Compute compute() {
        return compute;
    }

    World world() {
        return world;
    }

    CloudRelease release() {
        return release;
    }

    @Override
    public void close() {
        doors.forEach(SimulatorServer::end);
        images.close();
    }
}
