package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Sends calls on behalf of one project: it puts on the token, the address and the microversion, explicitly in every
 * request, and a token that has expired is replaced once.
 */
final class AuthenticatedClient {

    /**
     * Keystone notes in whole seconds when it has issued a token, and when a change of the user (its password, its
     * roles) has revoked the tokens before; a database may round the latter up. So the first tokens after a change are
     * refused, too.
     */
    private static final Duration SAME_SECOND = Duration.ofSeconds(2);

    private static final String BYTES = "application/octet-stream";

    /** Tries to remove what a service still shows but answers 404 for. */
    private static final int REMOVALS = 3;

    private final CloudAccess access;
    private final CloudHttp http;
    private final Keystone keystone;
    private final Session session;
    private final Microversions microversions;
    private volatile Taken taken = new Taken(null, 0);

    AuthenticatedClient(
            CloudAccess access, CloudHttp http, Keystone keystone, Session session, Microversions microversions) {
        this.access = access;
        this.http = http;
        this.keystone = keystone;
        this.session = session;
        this.microversions = microversions;
    }

    Token token() {
        return session.token();
    }

    boolean supports(Service service, String microversion) {
        return microversions.supports(service, microversion, this::versionDocument);
    }

    Response send(Request request) {
        Map<String, String> version = request.microversion() == null
                ? Map.of()
                : microversions.headers(request.service(), request.microversion(), this::versionDocument);
        Map<String, String> headers = request.isOfAllProjects() ? Map.of("X-Auth-All-Projects", "true") : version;
        return withToken(token -> {
            Response response =
                    http.send(request, root(request.service(), token).with(headers), reply -> response(reply, token));
            if (request.service() == Service.IMAGE) {
                taken = new Taken(token, System.nanoTime());
            }
            return response;
        });
    }

    /** The token that Glance has taken last, and when. */
    private record Taken(Token token, long at) {
        private static final Duration FRESH = Duration.ofSeconds(10);

        boolean isOf(Token other) {
            return token == other && System.nanoTime() - at < FRESH.toNanos();
        }
    }

    boolean remove(Request removal, BooleanSupplier isThere) {
        for (int tries = 1; ; tries++) {
            try {
                send(removal);
                return true;
            } catch (CloudException.NotFound e) {
                if (!looks(isThere)) {
                    return false;
                }
                if (tries == REMOVALS) {
                    throw e;
                }
            }
        }
    }

    private static boolean looks(BooleanSupplier isThere) {
        try {
            return isThere.getAsBoolean();
        } catch (CloudException.NotFound e) {
            return false;
        }
    }

    private static Response response(CloudReply reply, Token token) {
        try (reply) {
            Request request = reply.request();
            if (reply.status() == 404 && reply.again() && request.method().equals("DELETE")) {
                // The try that got no answer has deleted it.
                return new Response(
                        204,
                        CloudReply.Body.none(),
                        Map.of(),
                        CloudException.Details.of(reply.access().name(), request, 204));
            }
            if (reply.status() >= 300) {
                throw reply.refusal().asException(reply.access(), token.caller());
            }
            return new Response(reply.status(), reply.object(), reply.http().headers(), reply.details());
        }
    }

    Download download(String imageId) {
        Request request = Request.get(Service.IMAGE, file(imageId));
        return withToken(token ->
                http.download(request, root(Service.IMAGE, token).with(Map.of("Accept", BYTES)), reply -> {
                    if (reply.status() == 204) {
                        reply.close();
                        throw new CloudException.NotFound(
                                access.name() + ": " + request.call()
                                        + " -> 204: the image has no data. Upload its data, or delete it.",
                                reply.details());
                    }
                    if (reply.status() != 200) {
                        throw reply.refusal().asException(access, token.caller());
                    }
                    return new Download(reply.http(), failure -> http.unreachable(request, failure));
                }));
    }

    void upload(String imageId, InputStream bytes, long length) {
        // Once the bytes flow it is too late for another token, so the token is renewed when old and tried on the image
        // first, unless Glance has just taken it.
        if (!taken.isOf(session.youngToken())) {
            send(Request.get(Service.IMAGE, "/images/" + Request.segment(imageId)));
        }
        Token token = session.token();
        Request request = Request.put(Service.IMAGE, file(imageId)).once().body(null, BYTES);
        try (CloudReply reply = http.upload(request, root(Service.IMAGE, token), bytes, length)) {
            if (reply.status() >= 300) {
                throw reply.refusal().asException(access, token.caller());
            }
        }
    }

    private static String file(String imageId) {
        return "/images/" + Request.segment(imageId) + "/file";
    }

    /** Empty for a service that has none, or shows it to nobody. */
    private ObjectNode versionDocument(Service service) {
        return withToken(token -> {
            String url = Addresses.versionDocument(
                    root(service, token).url(), token.caller().projectId());
            return http.send(Request.get(service, "/"), ServiceRoot.of(url, token.id()), reply -> {
                if (reply.status() == 403 || reply.status() == 404) {
                    reply.refusal();
                    return JsonNodeFactory.instance.objectNode();
                }
                if (reply.status() > 300) {
                    throw reply.refusal().asException(access, token.caller());
                }
                return reply.object().json();
            });
        });
    }

    /**
     * Where a service is called in this project's name, as a text that is the same for the same service; empty where it
     * cannot be.
     */
    Optional<String> place(Service service) {
        Token token = session.token();
        return token.catalog()
                .find(service, access.endpoints().type())
                .map(url -> Addresses.service(url, token.caller().projectId()));
    }

    /** The path of the versioned root of a service, with a placeholder for the id of the token's project. */
    String path(Service service) {
        Token token = session.token();
        String path = URI.create(root(service, token).url()).getRawPath();
        return Addresses.withoutSlash(path == null ? "" : path)
                .replace(token.caller().projectId(), "{project_id}");
    }

    private ServiceRoot root(Service service, Token token) {
        String url = service == Service.IDENTITY
                ? keystone.root(token.catalog())
                : Addresses.versionedRoot(
                        service, published(service, token), token.caller().projectId());
        return ServiceRoot.of(url, token.id());
    }

    private String published(Service service, Token token) {
        String given = access.endpoints().given().get(service);
        return given == null
                ? token.catalog().url(service)
                : Addresses.ofProject(service, given, token.caller().projectId());
    }

    /**
     * A 401 says that nothing was done, so whatever the call is, it may be sent again with the next token; and with one
     * of a later second, as {@link #SAME_SECOND} says.
     */
    private <T> T withToken(Function<Token, T> call) {
        Token token = session.token();
        try {
            return call.apply(token);
        } catch (CloudException.WrongCredentials e) {
            return withNext(session.replace(token), call);
        }
    }

    private <T> T withNext(Token next, Function<Token, T> call) {
        try {
            return call.apply(next);
        } catch (CloudException.WrongCredentials e) {
            http.pause(SAME_SECOND);
            return call.apply(session.replace(next));
        }
    }
}
