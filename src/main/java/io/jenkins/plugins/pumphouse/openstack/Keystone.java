package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.StatusText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/**
 * Asks Keystone for tokens; one subclass for each dialect. No session of openstack4j is ever made, only its models are
 * used.
 */
public abstract class Keystone {

    // How Keystone makes ids; v2.0 also took UUIDs with dashes.
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    // The other mapper wants an envelope around whatever it reads.
    private static final ObjectMapper JSON = new ObjectMapper();

    final CloudAccess access;
    private final CloudHttp http;
    private final String root;
    private final String path;

    /**
     * @param root the address with its version, without a slash at the end
     * @param path where tokens are asked for
     */
    Keystone(CloudAccess access, CloudHttp http, String root, String path) {
        this.access = access;
        this.http = http;
        this.root = root;
        this.path = path;
    }

    static Keystone at(Discovery.Found found, CloudAccess access, CloudHttp http) {
        return found.v2() ? ofV2(access, http, found.root()) : new KeystoneV3(access, http, found.root());
    }

    private static Keystone ofV2(CloudAccess access, CloudHttp http, String root) {
        if (access.isBound()) {
            throw new CloudException.WrongCredentials(
                    access.name() + ": the " + access.who() + " needs Keystone v3, and auth_url \"" + access.authUrl()
                            + "\" is of v2.0. Give a user name and password, or the address of a v3.",
                    new CloudException.Details(access.name(), Service.IDENTITY, null, null, 0, "", null));
        }
        return new KeystoneV2(access, http, root);
    }

    /** The same Keystone, asked by somebody else. */
    final Keystone as(CloudAccess other) {
        return isV2() ? ofV2(other, http, root) : new KeystoneV3(other, http, root);
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

    abstract Token token(JsonNode body, CloudReply reply);

    final String address() {
        return root;
    }

    /** A token for the project of the access, whether that names it or gives its id. */
    Token login() {
        if (access.isBound()) {
            return login((Scope) null);
        }
        if (access.project() == null || access.project().isBlank()) {
            return loginToOwnProject(OwnProject::only);
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

    /** A token for a project of the user, whichever it is, or for the one that the login brings along. */
    Token loginAnywhere() {
        return access.isBound() ? login((Scope) null) : loginToOwnProject(OwnProject::any);
    }

    /** The project that Keystone itself chooses for the user, or else one of those in which the user has a role. */
    private Token loginToOwnProject(ProjectChoice choice) {
        Grant grant = authenticated(null, this::grant);
        return loginTo(
                grant.project() != null
                        ? grant.project()
                        : choice.of(new OwnProject(access, http, root), ownProjects(), grant.token()));
    }

    /** Which of the user's projects, by id. */
    private interface ProjectChoice {
        String of(OwnProject projects, String path, String token);
    }

    /**
     * What Keystone gives to somebody who names no project.
     *
     * @param project id of the one that it chose; null if it left that open
     */
    record Grant(String token, String project) {}

    abstract Grant grant(JsonNode body, CloudReply reply);

    /** Where a caller's own projects are listed; its last segment is the list's name. */
    abstract String ownProjects();

    /** A token for the project of this id. */
    Token loginTo(String projectId) {
        if (!access.isBound()) {
            return login(new Scope(projectId, true));
        }
        Token token = login();
        if (!token.caller().projectId().equals(projectId)) {
            throw new CloudException.MissingRight(
                    access.name() + ": the " + access.who() + " works in project \""
                            + token.caller().projectName() + "\" only, and project " + projectId
                            + " is needed too. Give a user name and password, or move"
                            + " only the objects of that project.",
                    new CloudException.Details(access.name(), Service.IDENTITY, null, null, 0, "", null));
        }
        return token;
    }

    private Token login(Scope scope) {
        return authenticated(scope, this::token);
    }

    private <T> T authenticated(Scope scope, BiFunction<ObjectNode, CloudReply, T> reader) {
        // Asking twice for a token does no harm, so it may be repeated.
        Request request = Request.post(Service.IDENTITY, path).repeatable().body(json(credentials(scope)));
        return http.authenticate(request, root, reply -> {
            if (reply.status() >= 300) {
                throw refused(reply.refusal(), scope);
            }
            return reader.apply(body(reply), reply);
        });
    }

    private ObjectNode body(CloudReply reply) {
        try {
            return reply.object().json();
        } catch (CloudException.ServiceFault e) {
            throw noToken(reply, "something that is not JSON");
        }
    }

    /** A model of openstack4j as JSON, by its own mapper. */
    static JsonNode json(Object model) {
        try {
            return JSON.readTree(
                    ObjectMapperSingleton.getContext(model.getClass()).writeValueAsString(model));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model of openstack4j for an answer, which knows how dates and roles are written. */
    <T> T model(JsonNode body, Class<T> type, CloudReply reply) {
        try {
            return ObjectMapperSingleton.getContext(type).readerFor(type).readValue(body);
        } catch (IOException e) {
            throw noToken(reply, "a token in a form that is not Keystone's");
        }
    }

    /** A required part of the answer. */
    <T> T required(T value, String name, CloudReply reply) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw noToken(reply, "no " + name);
        }
        return value;
    }

    private CloudException.ServiceFault noToken(CloudReply reply, String what) {
        String type = reply.header("Content-Type");
        return new CloudException.ServiceFault(
                access.name() + ": POST " + root + path + " -> " + StatusText.line(reply.status())
                        + " is not an answer of"
                        + " Keystone: it has " + what + (type == null ? "" : " (" + type + ")") + ". Check auth_url \""
                        + access.authUrl() + "\": it has to be"
                        + " Keystone's address, not that of a web page (dashboard, single sign-on, proxy).",
                reply.details());
    }

    private CloudException refused(Refusal refusal, Scope scope) {
        String tenant = scope == null ? "" : " \"" + scope.project() + "\"";
        String status = StatusText.line(refusal.status());
        String who = access.isBound()
                ? "the " + access.who()
                : access.token() != null ? "the token" : "user \"" + access.username() + "\"";
        if (access.scope().trust() != null && (refusal.status() == 403 || refusal.status() == 404)) {
            return new CloudException.WrongCredentials(
                    access.name() + " refused " + who + " at " + access.authUrl() + " (" + status + "): "
                            + refusal.fault().words() + " Check that the trust is of this user for our account, and"
                            + " has not expired or been deleted (openstack trust show "
                            + access.scope().trust() + ").",
                    refusal.details(access));
        }
        if (refusal.status() == 401) {
            String advice = access.applicationCredential() != null
                    ? " Check its id and secret, and that it has not expired or been deleted."
                    : access.token() != null
                            ? " It may have expired; give a new one"
                                    + (scope == null ? "." : ", valid for the tenant" + tenant + ".")
                            : " Check the password" + (scope == null ? "" : " and the tenant" + tenant) + domains()
                                    + ".";
            return new CloudException.WrongCredentials(
                    access.name() + " refused " + who + " at " + access.authUrl() + " (" + status + ")." + advice,
                    refusal.details(access));
        }
        if (refusal.status() == 403) {
            return new CloudException.MissingRight(
                    access.name() + " does not give " + who + " a token"
                            + (scope == null ? "" : " for the tenant" + tenant) + " at " + access.authUrl() + " ("
                            + status + "): " + refusal.fault().words()
                            + " Give username and password, or a token of that tenant.",
                    refusal.details(access));
        }
        if (refusal.status() == 404 || refusal.status() == 405) {
            return new CloudException.NotFound(
                    access.name() + ": there is no Keystone " + (isV2() ? "v2.0" : "v3") + " at " + root + " (" + status
                            + "). Correct auth_url; without /v2.0 or /v3 at its end the version is found out.",
                    refusal.details(access));
        }
        return refusal.asException(access, null);
    }

    /** What else may be wrong, in the words of the dialect; begins with a comma, or is empty. */
    abstract String domains();
}
