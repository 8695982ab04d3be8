package io.jenkins.plugins.pumphouse.clouds.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Keystone at its public address (port 5000): the v3 API, the public part of v2.0, or both. */
public final class Identity extends CloudService {
    private static final Map<Integer, String> TITLES = Map.of(
            400,
            "Bad Request",
            401,
            "Unauthorized",
            403,
            "Forbidden",
            404,
            "Not Found",
            405,
            "Method Not Allowed",
            409,
            "Conflict",
            500,
            "Internal Server Error",
            503,
            "Service Unavailable");

    /** An unknown path as the framework under Keystone answers it, which is not that of the other services. */
    private static final Answer NOWHERE = Answer.text(
            404,
            "text/html; charset=utf-8",
            "<!doctype html>\n"
                    + "<html lang=en>\n"
                    + "<title>404 Not Found</title>\n"
                    + "<h1>Not Found</h1>\n"
                    + "<p>The requested URL was not found on the server.</p>\n");

    private final Directory directory = new Directory();
    private final CloudRelease release;
    private final Tokens tokens;
    private final ServiceCatalog catalog;
    private final Routes store = new Routes();

    /** @param v3 whether the v3 API is served; the v2.0 API is by every cloud that is old enough for it */
    public Identity(World world, CloudRelease release, String region, boolean v3) {
        super(world);
        this.release = release;
        boolean v2 = !release.modern();
        tokens = new Tokens(directory, world);
        catalog = new ServiceCatalog(region);
        routes().open(
                        "GET",
                        "/",
                        call -> Answer.of(300, WireJson.object("versions", WireJson.object("values", versions(v3, v2))))
                                .header("Location", url() + (v3 ? "/v3/" : "/v2.0/"))
                                .header("Vary", "X-Auth-Token"));
        new V3(this).addTo(store);
        if (v3) {
            routes().open("GET", "/v3", call -> Answer.ok(WireJson.object("version", version3())));
            new V3(this).addTo(routes());
        }
        if (v2) {
            routes().open("GET", "/v2.0", call -> Answer.ok(WireJson.object("version", version2())));
            new V2Public(this).addTo(routes());
        }
    }

    private ArrayNode versions(boolean v3, boolean v2) {
        ArrayNode versions = WireJson.array();
        if (v3) {
            versions.add(version3());
        }
        if (v2) {
            versions.add(version2());
        }
        return versions;
    }

    private ObjectNode version3() {
        return WireJson.object(
                "id",
                release.modern() ? "v3.14" : "v3.0",
                "status",
                "stable",
                "updated",
                release.modern() ? "2020-04-07T00:00:00Z" : "2013-03-06T00:00:00Z",
                "links",
                WireJson.array(WireJson.object("rel", "self", "href", url() + "/v3/")),
                "media-types",
                mediaTypes("v3"));
    }

    /** Old Keystone still speaks XML as well. */
    private ArrayNode mediaTypes(String version) {
        ArrayNode types = WireJson.array(WireJson.object(
                "base", "application/json", "type", "application/vnd.openstack.identity-" + version + "+json"));
        return release.modern()
                ? types
                : types.add(WireJson.object(
                        "base", "application/xml", "type", "application/vnd.openstack.identity-" + version + "+xml"));
    }

    ObjectNode version2() {
        return WireJson.object(
                "id",
                "v2.0",
                "status",
                "stable",
                "updated",
                "2014-04-17T00:00:00Z",
                "links",
                WireJson.array(
                        WireJson.object("rel", "self", "href", url() + "/v2.0/"),
                        WireJson.object(
                                "rel",
                                "describedby",
                                "type",
                                "text/html",
                                "href",
                                "http://docs.openstack.org/api/openstack-identity-service/2.0/content/")),
                "media-types",
                mediaTypes("v2.0"));
    }

    @Override
    public String type() {
        return "identity";
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        return refused.isUnrouted() && release.modern() ? NOWHERE : refusal(refused, authUri());
    }

    static Answer refusal(Refused refused, String url) {
        Answer answer = Answer.of(
                refused.status(),
                WireJson.object(
                        "error",
                        WireJson.object(
                                "code",
                                refused.status(),
                                "message",
                                refused.getMessage(),
                                "title",
                                TITLES.getOrDefault(refused.status(), "Error"))));
        return refused.status() == 401 ? answer.header("WWW-Authenticate", "Keystone uri=\"" + url + "\"") : answer;
    }

    @Override
    protected Answer dress(Call call, Answer answer) {
        return answer.header("Vary", "X-Auth-Token");
    }

    /** The store is filled through v3 whatever the cloud speaks; on the wire a v2.0 cloud answers 404 below /v3. */
    @Override
    protected Routes store() {
        return store;
    }

    /** Every cloud is born with it. */
    public void foundDefaultDomain() {
        directory.domains.add(WireJson.object(
                "id",
                Directory.DEFAULT_DOMAIN,
                "name",
                "Default",
                "description",
                "The default domain",
                "enabled",
                true,
                "tags",
                WireJson.array(),
                "options",
                WireJson.object()));
    }

    /**
     * A caller from inside. A user without a role in the project acts there all the same: this is the operator's hand,
     * not a token; {@code admin} keeps its right everywhere.
     */
    public TokenHolder caller(String userNameOrId, String projectNameOrId) {
        String user = directory.user(userNameOrId);
        String project = directory.project(projectNameOrId);
        if (user == null || project == null) {
            throw new IllegalArgumentException("no user " + userNameOrId + " or no project " + projectNameOrId);
        }
        Set<String> roles = new LinkedHashSet<>(directory.roleNames(directory.rolesInProject(user, project)));
        String userName = WireJson.text(directory.users.get(user), "name");
        if (userName.equals("admin")) {
            roles.add("admin");
        }
        return new TokenHolder(
                user, userName, project, WireJson.text(directory.projects.get(project), "name"), null, roles);
    }

    public Directory directory() {
        return directory;
    }

    public Tokens tokens() {
        return tokens;
    }

    public ServiceCatalog catalog() {
        return catalog;
    }

    CloudRelease release() {
        return release;
    }

    World world() {
        return world;
    }
}
