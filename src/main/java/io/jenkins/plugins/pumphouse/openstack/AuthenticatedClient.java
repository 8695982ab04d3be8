package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openstack4j.core.transport.HttpMethod;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpRequest.RequestBuilder;

/**
 * Sends calls on behalf of one project: the token, the address and the microversion are put on here, explicitly in
 * every request, and a token that has expired is replaced once.
 */
final class AuthenticatedClient {

    private static final String BYTES = "application/octet-stream";

    private final CloudAccess access;
    private final RetryingClient courier;
    private final Keystone keystone;
    private final Session session;
    private final Microversions microversions;

    AuthenticatedClient(
            CloudAccess access,
            RetryingClient courier,
            Keystone keystone,
            Session session,
            Microversions microversions) {
        this.access = access;
        this.courier = courier;
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
        CallInfo target = CallInfo.of(request);
        return withToken(token -> courier.deliver(
                target,
                () -> {
                    RequestBuilder<Void> built = built(target, token, address(request, token))
                            .headers(version)
                            .contentType(request.contentType());
                    return request.body() == null
                            ? built.build()
                            : built.json(request.body().toString()).build();
                },
                (reply, again) -> response(target, token, reply, again)));
    }

    private static String address(Request request, Token token) {
        return request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
    }

    private Response response(CallInfo target, Token token, Reply reply, boolean again) {
        try (reply) {
            if (reply.getStatus() == 404 && again && target.method().equals("DELETE")) {
                // The try that got no answer has deleted it.
                return new Response(204, JsonBody.Body.none(), Map.of(), details(target, 204));
            }
            if (reply.getStatus() >= 300) {
                throw Refusal.read(target, reply, access, token.id()).asException(access, token.caller());
            }
            return new Response(
                    reply.getStatus(),
                    JsonBody.object(access, target, reply),
                    reply.headers(),
                    details(target, reply.getStatus()));
        }
    }

    private CloudException.Details details(CallInfo target, int status) {
        return new CloudException.Details(
                access.name(), target.service(), target.method(), target.path(), status, "", null);
    }

    Download download(String imageId) {
        CallInfo target = new CallInfo(Service.IMAGE, "GET", file(imageId), true);
        return withToken(token -> courier.deliver(
                target,
                () -> built(target, token, target.path())
                        .header("Accept", BYTES)
                        .build(),
                (reply, again) -> {
                    if (reply.getStatus() == 204) {
                        reply.close();
                        throw new CloudException.NotFound(
                                access.name() + ": " + target
                                        + " -> 204: the image has no data; nothing was uploaded to it.",
                                new CloudException.Details(
                                        access.name(), Service.IMAGE, target.method(), target.path(), 204, "", null));
                    }
                    if (reply.getStatus() != 200) {
                        throw Refusal.read(target, reply, access, token.id()).asException(access, token.caller());
                    }
                    return new Download(reply, failure -> courier.unreachable(target, failure));
                }));
    }

    void upload(String imageId, InputStream bytes) {
        CallInfo target = new CallInfo(Service.IMAGE, "PUT", file(imageId), false);
        // Once the bytes flow it is too late for another token, so the token is renewed when old and tried on the image
        // first.
        session.youngToken();
        send(Request.get(Service.IMAGE, "/images/" + Request.segment(imageId)));
        Token token = session.token();
        HttpRequest<InputStream> request = built(target, token, target.path(), InputStream.class)
                .contentType(BYTES)
                .entity(new Payload(bytes))
                .build();
        try (Reply reply = courier.stream(target, request)) {
            if (reply.getStatus() >= 300) {
                throw Refusal.read(target, reply, access, token.id()).asException(access, token.caller());
            }
        } catch (Unanswered e) {
            throw courier.unreachable(target, e);
        }
    }

    private static String file(String imageId) {
        return "/images/" + Request.segment(imageId) + "/file";
    }

    /** openstack4j's way to say that a body is a stream. */
    private record Payload(InputStream open) implements org.openstack4j.model.common.Payload<InputStream> {

        @Override
        public InputStream getRaw() {
            return open;
        }

        /** The stream is its owner's to close. */
        @Override
        public void close() {}

        @Override
        public void closeQuietly() {}
    }

    /** Empty for a service that has none, or shows it to nobody. */
    private ObjectNode versionDocument(Service service) {
        return withToken(token -> {
            String url = Addresses.versionDocument(
                    root(service, token), token.caller().projectId());
            CallInfo target = new CallInfo(service, "GET", "/", true);
            return courier.deliver(
                    target,
                    () -> HttpRequest.builder()
                            .endpoint(url)
                            .path("")
                            .config(courier.line().config())
                            .header("X-Auth-Token", token.id())
                            .build(),
                    (reply, again) -> {
                        if (reply.getStatus() == 403 || reply.getStatus() == 404) {
                            Refusal.read(target, reply, access, token.id());
                            return new ObjectMapper().createObjectNode();
                        }
                        if (reply.getStatus() > 300) {
                            throw Refusal.read(target, reply, access, token.id())
                                    .asException(access, token.caller());
                        }
                        return JsonBody.object(access, target, reply).json();
                    });
        });
    }

    private RequestBuilder<Void> built(CallInfo target, Token token, String path) {
        return built(target, token, path, Void.class);
    }

    private <T> RequestBuilder<T> built(CallInfo target, Token token, String path, Class<T> type) {
        return HttpRequest.builder(type)
                .endpoint(root(target.service(), token))
                .path(path)
                .method(HttpMethod.valueOf(target.method()))
                .config(courier.line().config())
                .header("X-Auth-Token", token.id());
    }

    /**
     * Where a service is called in this project's name, as a text that is the same for the same service; empty where it
     * cannot be.
     */
    Optional<String> place(Service service) {
        Token token = session.token();
        return token.catalog()
                .find(service, access.endpointType())
                .map(url -> Addresses.service(url, token.caller().projectId()));
    }

    private String root(Service service, Token token) {
        return service == Service.IDENTITY
                ? keystone.root(token.catalog())
                : Addresses.versionedRoot(
                        service, published(service, token), token.caller().projectId());
    }

    private String published(Service service, Token token) {
        String given = access.endpoints().get(service);
        return given == null
                ? token.catalog().url(service)
                : Addresses.ofProject(service, given, token.caller().projectId());
    }

    /** A 401 says that nothing was done, so whatever the call is, it may be sent again with the next token. */
    private <T> T withToken(Function<Token, T> call) {
        Token token = session.token();
        try {
            return call.apply(token);
        } catch (CloudException.WrongCredentials e) {
            return call.apply(session.replace(token));
        }
    }
}
