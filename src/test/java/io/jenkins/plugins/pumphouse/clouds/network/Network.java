package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Neutron: its resources, its extensions, its error body. */
public final class Network extends CloudService {
    private static final Map<Integer, String> TYPES = Map.of(
            400,
            "HTTPBadRequest",
            403,
            "PolicyNotAuthorized",
            404,
            "HTTPNotFound",
            405,
            "HTTPMethodNotAllowed",
            500,
            "HTTPInternalServerError",
            503,
            "HTTPServiceUnavailable");

    private final CloudRelease release;
    final Networks networks;
    final Subnets subnets;
    final Ports ports;
    final Routers routers;
    final FloatingIps floatingIps;
    final SecurityGroups groups;
    final SecurityGroupRules rules;
    final AddressGroups addressGroups;
    final AddressScopes scopes;
    final SubnetPools pools;
    final QosPolicies policies;
    final RbacPolicies shares;
    final Trunks trunks;
    final Segments segments;
    final PeerSubnetRoutes peerRoutes = new PeerSubnetRoutes(this);
    final Extensions extensions;
    final ExternalDns dns = new ExternalDns();
    private final NetworkQuotas quotas;
    private final Agents agents;

    public Network(World world, CloudRelease release) {
        super(world);
        this.release = release;
        extensions = new Extensions(release);
        networks = new Networks(this);
        subnets = new Subnets(this);
        ports = new Ports(this);
        routers = new Routers(this);
        floatingIps = new FloatingIps(this);
        groups = new SecurityGroups(this);
        rules = new SecurityGroupRules(this);
        addressGroups = new AddressGroups(this);
        scopes = new AddressScopes(this);
        pools = new SubnetPools(this);
        policies = new QosPolicies(this);
        shares = new RbacPolicies(this);
        trunks = new Trunks(this);
        segments = new Segments(this);
        quotas = new NetworkQuotas(this);
        agents = new Agents(this);
        routes().open(
                        "GET",
                        "/",
                        call -> Answer.ok(WireJson.object(
                                "versions",
                                WireJson.array(WireJson.object(
                                        "id",
                                        "v2.0",
                                        "status",
                                        "CURRENT",
                                        "links",
                                        WireJson.array(WireJson.object("rel", "self", "href", url() + "/v2.0/")))))));
        resources().forEach(resource -> resource.addTo(routes()));
        quotas.addTo(routes());
        agents.addTo(routes());
        new IpAvailability(this).addTo(routes());
        routes().get("/v2.0", this::index)
                .get("/v2.0/extensions", call -> Answer.ok(extensions.all()))
                .get("/v2.0/extensions/{alias}", call -> Answer.ok(extensions.one(call.segment("alias"))));
        if (release.modern()) {
            List.of(addressGroups, scopes, pools, policies, shares, trunks, segments)
                    .forEach(resource -> resource.addTo(routes()));
            routes().get(
                            "/v2.0/availability_zones",
                            call -> Answer.ok(WireJson.object("availability_zones", WireJson.array())));
        }
    }

    /** The external DNS that it writes to. */
    public ExternalDns dns() {
        return dns;
    }

    List<NeutronResource> resources() {
        return List.of(networks, subnets, ports, routers, floatingIps, groups, rules, pools, shares, trunks);
    }

    private Answer index(Call call) {
        List<ObjectNode> core = List.of(networks, subnets, ports).stream()
                .map(resource -> WireJson.object(
                        "name",
                        resource.key(),
                        "collection",
                        resource.path(),
                        "links",
                        WireJson.array(WireJson.object("rel", "self", "href", url() + "/v2.0/" + resource.path()))))
                .toList();
        return Answer.ok(WireJson.object("resources", WireJson.arrayOf(core)));
    }

    CloudRelease release() {
        return release;
    }

    NetworkQuotas quotas() {
        return quotas;
    }

    Instant now() {
        return world.now();
    }

    /** How many characters a tag may have. */
    int longestTag() {
        return world.behaviour().longestTag();
    }

    /** What an agent does, soon after the request. */
    void later(Runnable what) {
        world.after(world.behaviour().power(), what);
    }

    /** How many objects a page holds for a limit asked, null for none; {@link Integer#MAX_VALUE} for all at once. */
    int pageSize(String asked) {
        int most = world.behaviour().pageSize(type(), Integer.MAX_VALUE);
        try {
            int limit = asked == null ? 0 : Integer.parseInt(asked);
            return limit <= 0 ? most : Math.min(limit, most);
        } catch (NumberFormatException e) {
            throw Refused.badRequest("Invalid input for limit. Reason: '" + asked + "' is not an integer.");
        }
    }

    /** Extensions that this Neutron has beside those of its release. */
    public void withExtensions(List<String> aliases) {
        extensions.add(aliases);
    }

    /** Extensions that this Neutron lacks, with all that they bring. */
    public void withoutExtensions(List<String> aliases) {
        extensions.remove(aliases);
    }

    /** Ports are OVN's, and not Open vSwitch agents'. */
    public void ovn() {
        trunks.ovn = true;
    }

    /** What agents say of all trunks. */
    public void trunkStatus(String status) {
        trunks.table.all().forEach(trunk -> trunk.put("status", status));
    }

    public Agents agents() {
        return agents;
    }

    /** What nova-network keeps instead of all this. */
    public NetworksOfNova ofNova() {
        return new NetworksOfNova(this);
    }

    /** What Nova needs of Neutron. */
    public Plugging plugging() {
        return new Plugging(this);
    }

    @Override
    public String type() {
        return "network";
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        if (refused.status() == 401) {
            return unauthorized(refused);
        }
        String type = refused.type() == null || refused.isUnrouted()
                ? TYPES.getOrDefault(refused.status(), "HTTPError")
                : refused.type();
        return Answer.of(
                refused.status(),
                WireJson.object(
                        "NeutronError", WireJson.object("type", type, "message", refused.getMessage(), "detail", "")));
    }
}
