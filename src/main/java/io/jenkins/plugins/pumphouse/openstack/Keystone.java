package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.pumphouse.http.StatusText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.openstack4j.core.transport.HttpMethod;
import org.openstack4j.core.transport.HttpRequest;

/** Asks Keystone for tokens; one subclass for each dialect. No session of openstack4j is ever made, only its models are used. */
abstract class Keystone {

    // How Keystone makes ids; v2.0 also took UUIDs with dashes.
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    final CloudAccess access;
    private final Courier courier;
    private final String root;
    private final String path;

    /**
     * @param root the address with its version, without a slash at the end
     * @param path where tokens are asked for
     */
    Keystone(CloudAccess access, Courier courier, String root, String path) {
        this.access = access;
        this.courier = courier;
        this.root = root;
        this.path = path;
    }

    static Keystone at(Discovery.Found found, CloudAccess access, Courier courier) {
        return found.v2() ? new KeystoneV2(access, courier, found.root()) : new KeystoneV3(access, courier, found.root());
    }

    /** Whether this is the dialect v2.0. */
    abstract boolean isV2();

    /** The address that calls of {@link Service#IDENTITY} are relative to. */
    abstract String root(Catalog catalog);

    /** A project as the operator named it, or by its id. */
    record Scope(String project, boolean byId) {}

    /**
     * The body of the request for a token.
     *
     * @param scope null to leave the project to Keystone
     */
    abstract Object credentials(Scope scope);

    abstract Token token(JsonNode body, Reply reply);

    final String address() {
        return root;
    }

    /** A token for the project of the access, whether that names it or gives its id. */
    Token login() {
        if (access.project() == null || access.project().isBlank()) {
            return loginToOwnProject();
        }
        if (ID.matcher(access.project()).matches()) {
            try {
                return login(new Scope(access.project(), true));
            } catch (CloudException.WrongCredentials notAnId) {
                // What looks like an id may still be a name.
                return login(new Scope(access.project(), false));
            }
        }
        return login(new Scope(access.project(), false));
    }

    /** The project that Keystone itself chooses for the user, or else the only one in which the user has a role. */
    private Token loginToOwnProject() {
        Target target = new Target(Service.IDENTITY, "POST", path, true);
        Grant grant = courier.authenticate(target, () -> request(null), (reply, again) -> {
            if (reply.getStatus() >= 300) {
                throw refused(Refusal.read(target, reply, access, null), null);
            }
            return grant(Bodies.object(access, target, reply), reply);
        });
        return loginTo(grant.project() != null ? grant.project() : new OwnProject(access, courier, root).of(ownProjects(), grant.token()));
    }

    /**
     * What Keystone gives to somebody who names no project.
     *
     * @param project id of the one that it chose; null if it left that open
     */
    record Grant(String token, String project) {}

    abstract Grant grant(JsonNode body, Reply reply);

    /** Where a caller's own projects are listed; its last segment is the list's name. */
    abstract String ownProjects();

    /** A token for the project of this id. */
    Token loginTo(String projectId) {
        return login(new Scope(projectId, true));
    }

    private Token login(Scope scope) {
        // Asking twice for a token does no harm, so it may be repeated.
        Target target = new Target(Service.IDENTITY, "POST", path, true);
        return courier.authenticate(target, () -> request(scope), (reply, again) -> {
            if (reply.getStatus() >= 300) {
                throw refused(Refusal.read(target, reply, access, null), scope);
            }
            return token(Bodies.object(access, target, reply), reply);
        });
    }

    private HttpRequest<?> request(Scope scope) {
        HttpRequest<Void> request = HttpRequest.builder()
                .endpoint(root)
                .path(path)
                .method(HttpMethod.POST)
                .config(courier.line().config())
                .json(Models.write(credentials(scope)))
                .build();
        return request;
    }

    private CloudException refused(Refusal refusal, Scope scope) {
        String tenant = scope == null ? "" : " \"" + scope.project() + "\"";
        String status = StatusText.line(refusal.status());
        String who = access.token() != null ? "the token" : "user \"" + access.username() + "\"";
        if (refusal.status() == 401) {
            String advice = access.token() != null
                    ? " It may have expired; give a new one" + (scope == null ? "." : ", valid for the tenant" + tenant + ".")
                    : " Check the password" + (scope == null ? "" : " and the tenant" + tenant) + domains() + ".";
            return new CloudException.WrongCredentials(access.name() + " refused " + who + " at " + access.authUrl() + " (" + status + ")." + advice,
                    refusal.details(access));
        }
        if (refusal.status() == 403) {
            return new CloudException.MissingRight(access.name() + " does not give " + who + " a token" + (scope == null ? "" : " for the tenant" + tenant) + " at "
                    + access.authUrl() + " (" + status + "): " + refusal.fault().words() + " Give username and password, or a token of that tenant.",
                    refusal.details(access));
        }
        if (refusal.status() == 404) {
            return new CloudException.NotFound(access.name() + ": there is no Keystone " + (isV2() ? "v2.0" : "v3") + " at " + root + " (" + status
                    + "). Correct auth_url; without /v2.0 or /v3 at its end the version is found out.", refusal.details(access));
        }
        return refusal.asException(access, null);
    }

    /** What else may be wrong, in the words of the dialect; begins with a comma, or is empty. */
    abstract String domains();

    /**
     * The life that a token has left, by the clock of the cloud alone, as this machine's may differ: from the time of issue, or from the
     * date of the answer where Keystone does not give that; null when the end is unknown.
     *
     * @param issued null in v2.0
     * @param date the answer's header of that name; may be null or unreadable
     */
    static Duration life(Date expires, Date issued, String date) {
        if (expires == null) {
            return null;
        }
        Instant now = issued != null ? issued.toInstant() : Instant.now();
        try {
            if (issued == null && date != null) {
                now = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            }
        } catch (DateTimeException e) {
            // Some proxies write dates that nobody reads; then the clocks have to agree.
        }
        return Duration.between(now, expires.toInstant());
    }

    /**
     * Drops the endpoints that are not HTTP from a catalog. openstack4j reads each address as a {@code URL} and fails as a whole on one
     * {@code ws://} or {@code $(host)s}, though nobody wants that service.
     */
    static void keepHttp(JsonNode catalog, List<String> fields) {
        for (JsonNode service : catalog) {
            if (!(service.path("endpoints") instanceof ArrayNode endpoints)) {
                continue;
            }
            for (Iterator<JsonNode> each = endpoints.iterator(); each.hasNext(); ) {
                JsonNode endpoint = each.next();
                if (fields.stream().anyMatch(field -> endpoint.hasNonNull(field) && !Models.isHttp(endpoint.get(field).asText()))) {
                    each.remove();
                }
            }
        }
    }
}
