package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * One OpenStack cloud, in the eyes of one account in one project.
 *
 * <p>May be used by many threads. Calls block; an interrupt ends them with a {@link CancellationException} and leaves the
 * thread's flag set. Failures are {@link CloudException}s.
 */
public final class Cloud implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** So many requests are in flight at a time; more bring little and hurt a small control plane. */
    private static final int AT_ONCE = 8;

    /** What all views of a cloud (one a project) have in common. */
    private record Common(
            CloudAccess access,
            Wire wire,
            Login login,
            boolean v2,
            Semaphore bound,
            RequestCount requests,
            Map<Service, Microversions> microversions,
            Map<String, Cloud> views) {}

    private final Common common;
    private final Session session;
    private Set<String> extensions;

    private Cloud(Common common, Session session) {
        this.common = common;
        this.session = session;
    }

    /** Logs in, finding out the version of Keystone where the address does not tell it. */
    public static Cloud open(CloudAccess access) {
        Wire wire = new Wire(access);
        try {
            Discovery.Keystone keystone = Discovery.keystone(access, wire);
            Login login = new Login(access, wire, keystone);
            Cloud cloud = new Cloud(
                    new Common(access, wire, login, keystone.v2(), new Semaphore(AT_ONCE, true), new RequestCount(),
                            new ConcurrentHashMap<>(), new ConcurrentHashMap<>()),
                    new Session(login, null));
            cloud.session.granted();
            return cloud;
        } catch (RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    /** As in pumphouse.yaml. */
    public String name() {
        return common.access.name();
    }

    public CloudAccess access() {
        return common.access;
    }

    /** Whether its Keystone is spoken to in version 2.0. */
    public boolean identityV2() {
        return common.v2;
    }

    public Caller caller() {
        return session.granted().caller();
    }

    /** The same account in another project. Shares connections, bounds and counters; need not be closed. */
    public Cloud as(String projectId) {
        return common.views.computeIfAbsent(projectId, id -> new Cloud(common, new Session(common.login, id)));
    }

    /** Whether the catalog lists the service. */
    public boolean has(Service service) {
        return session.granted().catalog().has(service);
    }

    /** Whether the service understands a microversion; false where it has none at all. */
    public boolean supports(Service service, String microversion) {
        return microversions(service).supports(microversion);
    }

    /** The aliases of Neutron's extensions. */
    public synchronized Set<String> networkExtensions() {
        if (extensions == null) {
            Set<String> aliases = new HashSet<>();
            list(Service.NETWORK, "/extensions", "extensions").forEach(e -> aliases.add(e.path("alias").asText()));
            extensions = Set.copyOf(aliases);
        }
        return extensions;
    }

    public RequestCount requests() {
        return common.requests;
    }

    public ObjectNode get(Service service, String path) {
        return send(Request.get(service, path)).json();
    }

    public List<ObjectNode> list(Service service, String path, String key) {
        return list(Request.get(service, path), key);
    }

    /**
     * All objects of a list, however many pages it has.
     *
     * @param key under which an answer holds the objects
     */
    public List<ObjectNode> list(Request get, String key) {
        List<ObjectNode> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String url = root(get.service()) + get.pathAndQuery();
        while (url != null) {
            if (!seen.add(url)) {
                throw new CloudException.ServiceFault(name(), 200, "", name() + ": " + get
                        + " names a page as next that was there before; its list cannot be trusted.");
            }
            ObjectNode page = send(get, url).json();
            page.path(key).forEach(object -> all.add((ObjectNode) object));
            String here = url;
            url = Paging.next(page, key).map(next -> sameHost(get.service(), here, next)).orElse(null);
        }
        return all;
    }

    /** A page's link may name the host as the service sees itself behind a proxy: only its path and query are taken. */
    private String sameHost(Service service, String here, String next) {
        URI current = URI.create(here);
        URI link = current.resolve(next);
        String prefix = URI.create(root(service)).getRawPath();
        String path = link.getRawPath().startsWith(prefix) ? link.getRawPath() : current.getRawPath();
        return current.getScheme() + "://" + current.getRawAuthority() + path
                + (link.getRawQuery() == null ? "" : "?" + link.getRawQuery());
    }

    /** Sends a call; again where that is safe and worth it. */
    public Response send(Request request) {
        return send(request, root(request.service()) + request.pathAndQuery());
    }

    private Response send(Request request, String url) {
        Login.Granted granted = session.granted();
        boolean renewed = false;
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> answer;
            try {
                answer = exchange(request, url, granted);
            } catch (Wire.NotSent e) {
                if (attempt == Backoff.TRIES) {
                    throw e.told();
                }
                Backoff.pause(attempt + 1, null, common.access.timeout());
                continue;
            } catch (CloudException.Unreachable e) {
                if (!request.isRepeatable() || attempt == Backoff.TRIES) {
                    throw e;
                }
                Backoff.pause(attempt + 1, null, common.access.timeout());
                continue;
            }
            int status = answer.statusCode();
            if (status < 400) {
                return response(request, answer);
            }
            if (status == 401 && !renewed) {
                granted = session.instead(granted); // refused before anything was done, so also a POST is safe
                renewed = true;
            } else if (attempt < Backoff.TRIES && Backoff.again(request, status, answer.headers())) {
                Backoff.pause(attempt + 1, answer.headers(), common.access.timeout());
            } else {
                throw fault(request, answer);
            }
        }
    }

    private HttpResponse<byte[]> exchange(Request request, String url, Login.Granted granted) throws Wire.NotSent {
        HttpRequest.Builder builder = authorized(request, url, granted).header("Accept", Request.JSON);
        if (request.json() == null) {
            builder.method(request.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            builder.header("Content-Type", request.contentType());
            builder.method(request.method(), HttpRequest.BodyPublishers.ofString(request.json().toString()));
        }
        try {
            common.bound.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        try {
            common.requests.count(request.service(), request.method());
            return common.wire.exchange(builder.build());
        } finally {
            common.bound.release();
        }
    }

    private HttpRequest.Builder authorized(Request request, String url, Login.Granted granted) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).header("X-Auth-Token", granted.token());
        String version = request.microversion() == null
                ? null
                : microversions(request.service()).agreed(request.microversion());
        if (version != null && request.service() == Service.COMPUTE) {
            builder.header("OpenStack-API-Version", "compute " + version).header("X-OpenStack-Nova-API-Version", version);
        } else if (version != null) {
            builder.header("OpenStack-API-Version", request.service().name().toLowerCase(Locale.ROOT) + " " + version);
        }
        return builder;
    }

    private Response response(Request request, HttpResponse<byte[]> answer) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return new Response(answer.statusCode(), json(request, answer.body()), headers);
    }

    private ObjectNode json(Request request, byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(body) instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            // Nova answers some actions in plain text; to a read that would be a wrong service
            return request.method().equals("GET") ? wrongService(request) : JSON.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode wrongService(Request request) {
        throw new CloudException.ServiceFault(name(), 200, "", name() + ": what answers " + request + " at "
                + root(request.service()) + " does not speak JSON; check the catalog.");
    }

    private CloudException fault(Request request, HttpResponse<byte[]> answer) {
        String id = answer.headers().firstValue("x-openstack-request-id")
                .or(() -> answer.headers().firstValue("x-compute-request-id"))
                .orElse(null);
        return Fault.of(common.access, request.toString(), answer.statusCode(), answer.body(), id);
    }

    /** The root of a service. Keystone is where the operator says; what version 2.0 lets only administrators do, is elsewhere. */
    String root(Service service) {
        if (service == Service.IDENTITY) {
            return common.v2
                    ? session.granted().catalog().url(common.access, service, Interface.ADMIN)
                    : common.login.keystone();
        }
        return session.granted().catalog().url(common.access, service, common.access.endpointType());
    }

    private Microversions microversions(Service service) {
        if (service != Service.COMPUTE && service != Service.VOLUME) {
            return Microversions.NONE;
        }
        Microversions known = common.microversions.get(service);
        if (known == null) {
            known = ask(service);
            common.microversions.put(service, known);
        }
        return known;
    }

    /** The version document is at the root without the project that old catalogs put behind it. */
    private Microversions ask(Service service) {
        String root = root(service).replaceFirst("(/v\\d+(?:\\.\\d+)?)/.*$", "$1") + "/";
        try {
            JsonNode document = send(Request.get(service, "/"), root).json();
            return Microversions.of(document);
        } catch (CloudException.NotFound | CloudException.Rejected | CloudException.ServiceFault e) {
            return Microversions.NONE; // before Kilo there is no such document
        }
    }

    /**
     * Opens the data of an image (Image API v2, "Download binary image data").
     *
     * @throws CloudException.NotFound also for an image without data
     */
    public Download download(String imageId) {
        return new ImageData(this, common.wire, session).download(imageId);
    }

    /**
     * Sends the data of a queued image (Image API v2, "Upload binary image data"), with a token that lasts for it. Never
     * repeated: a stream can be read only once.
     *
     * @param bytes is read to its end and not closed
     */
    public void upload(String imageId, InputStream bytes) {
        new ImageData(this, common.wire, session).upload(imageId, bytes);
    }

    /** Lets the connections go. */
    @Override
    public void close() {
        common.wire.close();
    }
}
