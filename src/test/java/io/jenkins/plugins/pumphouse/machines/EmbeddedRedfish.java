package io.jenkins.plugins.pumphouse.machines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.pumphouse.openstack.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A BMC in front of a {@link Machine} that speaks Redfish over HTTPS on a free port of the loopback address: the
 * service's root, sessions or basic authentication, one system and its interfaces. Its user is ADMIN with the password
 * {@code secret} until others are named. What makers do differently is switched on one by one.
 */
public final class EmbeddedRedfish implements AutoCloseable {
    static {
        // The JDK's server leaves Nagle's algorithm on: with delayed acknowledgements every small answer takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestCertificates CERTIFICATES = certificates();

    private record Refusal(AtomicInteger times, int status, String messageId, String message) {}

    private final RedfishSystem system;
    private final List<RedfishSystem> systems = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "embedded-redfish");
        thread.setDaemon(true);
        return thread;
    });
    private final RedfishAccounts accounts = new RedfishAccounts();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;
    private volatile boolean slashes;
    private final Map<String, RedfishAnswer> inWordsOfHpe = new ConcurrentHashMap<>();
    private volatile List<String> members = List.of("/redfish/v1/Systems/1");
    private volatile int pageSize = Integer.MAX_VALUE;

    public EmbeddedRedfish(Machine machine) {
        this(machine, 0);
    }

    /** @param port on which one was that is closed now */
    public EmbeddedRedfish(Machine machine, int port) {
        system = new RedfishSystem("/redfish/v1/Systems/1", machine);
        systems.add(system);
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(CERTIFICATES.server()));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Adds a user; who may not change anything may look. */
    public EmbeddedRedfish user(String name, String password, boolean mayChange) {
        accounts.add(name, password, mayChange);
        return this;
    }

    /** Takes every request and answers none. */
    public EmbeddedRedfish silent(boolean value) {
        silent = value;
        return this;
    }

    /** Has no sessions: the password must come with every request. */
    public EmbeddedRedfish sessionless(boolean value) {
        accounts.sessionless = value;
        return this;
    }

    /** Ends all sessions. */
    public EmbeddedRedfish forgetSessions() {
        accounts.forgetSessions();
        return this;
    }

    /** Is in charge of these systems, by path; those without a machine do not answer. */
    public EmbeddedRedfish members(String... paths) {
        members = List.of(paths);
        return this;
    }

    /** Is in charge of one more machine, as the BMC of a chassis is. */
    public EmbeddedRedfish also(String path, Machine machine) {
        systems.add(new RedfishSystem(path, machine));
        members = systems.stream().map(RedfishSystem::path).toList();
        return this;
    }

    /** Shows so many members of a collection at once, and names the next page with {@code $skip} (DSP0266, 7.3). */
    public EmbeddedRedfish pageSize(int members) {
        pageSize = members;
        return this;
    }

    /** Refuses a PATCH without the resource's ETag. */
    public EmbeddedRedfish wantsEtag(boolean value) {
        system.wantsEtag = value;
        return this;
    }

    /** Shows a weak ETag and takes a PATCH with the strong one only. */
    public EmbeddedRedfish weakEtag(boolean value) {
        system.weakEtag = value;
        return this;
    }

    /** Shows an ETag and refuses every PATCH that has it, or another one. */
    public EmbeddedRedfish refusesEtag(boolean value) {
        system.refusesEtag = value;
        return this;
    }

    /** Has its resources under paths that end with a slash, and redirects to them; knows no basic authentication. */
    public EmbeddedRedfish slashes(boolean value) {
        slashes = value;
        accounts.tokensOnly = value;
        return this;
    }

    /** Says only in its body where a new session is. */
    public EmbeddedRedfish sessionsWithoutLocation(boolean value) {
        accounts.withoutLocation = value;
        return this;
    }

    /**
     * Answers a call once in HPE's way: with the name of a message of its own registry and what belongs into it.
     *
     * @param call such as {@code GET /redfish/v1/Systems/1}
     */
    public EmbeddedRedfish refusesAsHpe(String call, String messageId, String argument) {
        inWordsOfHpe.put(call, RedfishSystem.inWordsOfHpe(messageId, argument));
        return this;
    }

    /** Refuses to be told a mode. */
    public EmbeddedRedfish refusesMode(boolean value) {
        system.refusesMode = value;
        return this;
    }

    /** Goes back to Legacy when it is not told a mode. */
    public EmbeddedRedfish forgetsMode(boolean value) {
        system.forgetsMode = value;
        return this;
    }

    /** Allows these resets only, and says so in the description of the action. */
    public EmbeddedRedfish resets(String... types) {
        system.resets = Set.of(types);
        return this;
    }

    /** Takes a change of the boot only in a settings resource, which shows it until the next start. */
    public EmbeddedRedfish bootInSettings(boolean value) {
        system.bootInSettings = value;
        return this;
    }

    /** Names a settings resource that is for other things than the boot. */
    public EmbeddedRedfish otherSettings(boolean value) {
        system.otherSettings = value;
        return this;
    }

    /** Knows for so many questions not whether the machine is on, as after a restart of the BMC. */
    public EmbeddedRedfish forgetsPower(int questions) {
        system.powerUnknown.set(questions);
        return this;
    }

    /**
     * Answers a call otherwise for so many times.
     *
     * @param call such as {@code GET /redfish/v1/Systems/1}
     * @param messageId of the registry Base, such as {@code ServiceTemporarilyUnavailable}
     */
    public EmbeddedRedfish refuses(String call, int times, int status, String messageId) {
        refusals.put(call, new Refusal(new AtomicInteger(times), status, messageId, "Not now, or not here."));
        return this;
    }

    /** Refuses a call once in these words. */
    public EmbeddedRedfish refusesInWords(String call, int status, String words) {
        refusals.put(call, new Refusal(new AtomicInteger(1), status, "GeneralError", words));
        return this;
    }

    /** How many sessions are open. */
    public int sessions() {
        return accounts.sessions();
    }

    /** On 127.0.0.1. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The authority of its certificate in PEM. */
    public String caCert() {
        try {
            return CERTIFICATES.pem();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on the port is closed. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (silent) {
                closed.await();
                return;
            }
            RedfishAnswer answer = answer(exchange, sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RedfishAnswer answer(HttpExchange exchange, JsonNode body) {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        Refusal refusal = refusals.get(method + " " + path);
        if (refusal != null && refusal.times.getAndDecrement() > 0) {
            return RedfishAnswer.of(
                    refusal.status,
                    "{\"error\": {\"code\": \"Base.1.8." + refusal.messageId + "\", \"message\": "
                            + TextNode.valueOf(refusal.message) + "}}");
        }
        RedfishAnswer hpe = inWordsOfHpe.remove(method + " " + path);
        if (hpe != null) {
            return hpe;
        }
        if (slashes && !path.endsWith("/")) {
            return new RedfishAnswer(308, "", Map.of("Location", "https://bmc.internal" + path + "/"));
        }
        if (slashes && path.length() > "/redfish/v1/".length()) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.equals("/redfish/v1/") || path.equals("/redfish/v1")) {
            return RedfishAnswer.of(200, "{\"Systems\": {\"@odata.id\": \"/redfish/v1/Systems\"}}");
        }
        if (path.equals("/redfish/v1/SessionService/Sessions")) {
            return accounts.login(body);
        }
        RedfishAccounts.User user = accounts.user(exchange.getRequestHeaders());
        if (user == null) {
            return RedfishAnswer.refused(401, "The user could not be authenticated.");
        }
        if (method.equals("DELETE") && path.startsWith("/redfish/v1/SessionService/Sessions/")) {
            accounts.logout(exchange.getRequestHeaders());
            return RedfishAnswer.of(204, "");
        }
        if (path.equals("/redfish/v1/Systems")) {
            return collection(path, members, exchange.getRequestURI().getQuery());
        }
        if (!method.equals("GET") && !user.mayChange()) {
            return RedfishAnswer.refused(403, "There are insufficient privileges for the account.");
        }
        String asked = path;
        RedfishSystem meant = systems.stream()
                .filter(each -> asked.equals(each.path()) || asked.startsWith(each.path() + "/"))
                .findFirst()
                .orElse(system);
        if (method.equals("GET") && path.equals(meant.interfacesPath())) {
            return collection(path, meant.interfaces(), exchange.getRequestURI().getQuery());
        }
        return meant.answer(method, path, body, exchange.getRequestHeaders().getFirst("If-Match"));
    }

    private RedfishAnswer collection(String path, List<String> all, String query) {
        int skipped = query == null ? 0 : Integer.parseInt(query.replaceFirst("^\\$skip=", ""));
        ObjectNode page = JSON.createObjectNode().put("Members@odata.count", all.size());
        page.putArray("Members");
        all.stream()
                .skip(skipped)
                .limit(pageSize)
                .forEach(member -> page.withArray("Members").addObject().put("@odata.id", member));
        if (all.size() - skipped > pageSize) {
            page.put("Members@odata.nextLink", path + "?$skip=" + (skipped + pageSize));
        }
        return RedfishAnswer.of(200, page.toString());
    }

    private static TestCertificates certificates() {
        try {
            Path folder = Files.createTempDirectory("redfish");
            TestCertificates made = TestCertificates.forServer(folder, "ip:127.0.0.1");
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
            return made;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
