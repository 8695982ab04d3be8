package io.jenkins.plugins.pumphouse.openstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A server that is a Keystone and whatever else a test writes down for it. Tokens are {@code <name>-token-<n>}; a
 * service's path needs the newest, or one that was not expired by {@link #expireTokens()}.
 */
final class FakeCloud implements AutoCloseable {
    static {
        // The JDK's server leaves Nagle's algorithm on: with delayed acknowledgements every small answer takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final String PROJECT = "0123456789abcdef0123456789abcdef";

    final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fake-cloud");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Deque<FakeAnswer>> answers = new ConcurrentHashMap<>();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final Set<String> validTokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile Duration tokenLife = Duration.ofHours(1);
    private final AtomicInteger worthless = new AtomicInteger();
    private volatile Instant clock;
    private volatile String catalog;

    private FakeCloud(String name, SSLContext tls) throws IOException {
        this.name = name;
        // A backlog that 16 threads at once do not overflow.
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            server = HttpServer.create(local, 64);
        } else {
            HttpsServer secure = HttpsServer.create(local, 64);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = secure;
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        catalog = FakeCatalog.everything(url());
    }

    /** What a request looked like. */
    record Seen(
            String method, String path, String query, String token, Map<String, List<String>> headers, String body) {

        String header(String wanted) {
            return headers.entrySet().stream()
                    .filter(e -> e.getKey().equalsIgnoreCase(wanted))
                    .map(e -> e.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String toString() {
            return method + " " + path + (query == null ? "" : "?" + query);
        }
    }

    static FakeCloud start(String name) {
        return start(name, null);
    }

    static FakeCloud start(String name, SSLContext tls) {
        try {
            return new FakeCloud(name, tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port();
    }

    AccessBuilder access() {
        return new AccessBuilder(name, url() + "/v3");
    }

    /** Answers in this order, the last one for ever. */
    FakeCloud on(String method, String path, FakeAnswer first, FakeAnswer... more) {
        Deque<FakeAnswer> queue = new ArrayDeque<>();
        queue.add(first);
        queue.addAll(List.of(more));
        answers.put(method + " " + path, queue);
        return this;
    }

    FakeCloud catalog(String json) {
        catalog = json;
        return this;
    }

    FakeCloud tokensLive(Duration life) {
        tokenLife = life;
        return this;
    }

    /** Sets this cloud's clock, which Keystone's dates come from. */
    FakeCloud clock(Instant now) {
        clock = now;
        return this;
    }

    void expireTokens() {
        validTokens.clear();
    }

    /**
     * The user was changed: as Keystone counts in seconds, tokens of that very second are refused with those before.
     *
     * @param next how many tokens come in that second
     */
    void revoke(int next) {
        expireTokens();
        worthless.set(next);
    }

    int tokensGiven() {
        return tokens.get();
    }

    int connections() {
        return connections.size();
    }

    /** All requests but those for tokens. */
    List<Seen> seen() {
        return seen.stream().filter(s -> !s.path().endsWith("/tokens")).toList();
    }

    List<Seen> logins() {
        return seen.stream().filter(s -> s.path().endsWith("/tokens")).toList();
    }

    Seen last() {
        List<Seen> all = seen();
        return all.get(all.size() - 1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String key = exchange.getRequestMethod() + " " + path;
        connections.add(exchange.getRemoteAddress());
        String token = exchange.getRequestHeaders().getFirst("X-Auth-Token");
        boolean upload = path.endsWith("/file");
        String body = upload
                ? ""
                : new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        seen.add(new Seen(
                exchange.getRequestMethod(),
                path,
                exchange.getRequestURI().getRawQuery(),
                token,
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        FakeAnswer answer = next(key);
        if (answer == null && key.equals("POST /v3/auth/tokens")) {
            answer = giveV3();
        } else if (answer == null && key.equals("POST /v2.0/tokens")) {
            answer = giveV2();
        } else if (token != null && !validTokens.contains(token)) {
            answer = FakeAnswer.json(
                    401,
                    "{\"error\": {\"code\": 401, \"title\": \"Unauthorized\", \"message\": \"The request you have made"
                            + " requires authentication.\"}}");
        } else if (answer == null) {
            answer = FakeAnswer.json(
                    404, "{\"itemNotFound\": {\"code\": 404, \"message\": \"There is nothing at " + path + "\"}}");
        }
        try {
            answer.to(exchange);
        } catch (IOException e) {
            exchange.close(); // the other side has gone, which many tests are about
        }
    }

    private FakeAnswer next(String key) {
        Deque<FakeAnswer> queue = answers.get(key);
        if (queue == null) {
            return null;
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.remove() : queue.peek();
        }
    }

    private String newToken() {
        String token = name + "-token-" + tokens.incrementAndGet();
        if (worthless.getAndDecrement() <= 0) {
            validTokens.add(token);
        }
        return token;
    }

    private Instant now() {
        return clock == null ? Instant.now() : clock;
    }

    private FakeAnswer giveV3() {
        String body =
                "{\"token\": {\"methods\": [\"password\"], \"user\": {\"id\": \"u1\", \"name\": \"admin\", \"domain\":"
                        + " {\"id\": \"default\", \"name\": \"Default\"}, \"password_expires_at\": null}, \"expires_at\":"
                        + " \""
                        + now().plus(tokenLife) + "\", \"issued_at\": \"" + now()
                        + "\", \"project\": {\"id\": \"" + PROJECT
                        + "\", \"name\": \"admin\", \"domain\": {\"id\": \"default\", \"name\": \"Default\"}},"
                        + " \"roles\": [{\"id\": \"r1\", \"name\": \"admin\"}], \"catalog\": " + catalog + "}}";
        return FakeAnswer.json(201, body).header("X-Subject-Token", newToken()).header("Date", date());
    }

    private FakeAnswer giveV2() {
        String body = "{\"access\": {\"token\": {\"id\": \"" + newToken() + "\", \"expires\": \""
                + now().plus(tokenLife) + "\", \"tenant\": {\"id\": \""
                + PROJECT
                + "\", \"name\": \"admin\", \"enabled\": true}}, \"user\": {\"id\": \"u1\", \"name\": \"admin\","
                + " \"username\": \"admin\", \"roles\": [{\"name\": \"admin\"}], \"roles_links\": []},"
                + " \"serviceCatalog\": " + catalog
                + ", \"metadata\": {\"is_admin\": 0}}}";
        return FakeAnswer.json(200, body).header("Date", date());
    }

    private String date() {
        return java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(now().atZone(java.time.ZoneOffset.UTC));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
