package io.jenkins.plugins.pumphouse.migration.health;

import io.jenkins.plugins.pumphouse.login.UriHost;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck.Probe;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * One question to one server of one cloud, asked once.
 *
 * @param server its id, whose console is read
 */
public record Question(Cloud cloud, String server, Probe probe) {
    /** How long a connection and its answer may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Lines of the console's log that are read: a login prompt is among the last. */
    private static final int LINES = 100;

    /**
     * Why there is no such answer; empty when there is.
     *
     * @param address of the server, which a console needs not
     */
    public CompletableFuture<Optional<String>> ask(String address) {
        return Stages.begin(() -> answered(address))
                .handle((answer, failure) -> failure == null ? Optional.<String>empty() : Optional.of(words(failure)));
    }

    private CompletableFuture<String> answered(String address) {
        return switch (probe.way()) {
            case PING -> PingProbe.ask(address);
            case TCP -> SocketProbe.ask(address, probe.port(), null, PATIENCE);
            case HTTP ->
                SocketProbe.ask(address, probe.port(), request(address), PATIENCE)
                        .thenCompose(Question::status);
            case CONSOLE -> console();
        };
    }

    private String request(String address) {
        String host = UriHost.of(address);
        return "GET " + probe.path() + " HTTP/1.1\r\nHost: " + host + (probe.port() == 80 ? "" : ":" + probe.port())
                + "\r\nUser-Agent: pumphouse\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    private static CompletableFuture<String> status(String line) {
        return line.matches("HTTP/1\\.[01] [23]\\d\\d\\b.*")
                ? CompletableFuture.completedFuture(line)
                : CompletableFuture.failedFuture(
                        new IOException(line.startsWith("HTTP/") ? "the answer is " + line : "the answer is no HTTP"));
    }

    private CompletableFuture<String> console() {
        Request read = Request.post(Service.COMPUTE, "/servers/" + Request.segment(server) + "/action")
                .body(Json.object("os-getConsoleOutput", Json.object().put("length", LINES)))
                .repeatable();
        String output = String.valueOf(Json.text(cloud.send(read).json(), "output"));
        return output.contains(probe.value())
                ? CompletableFuture.completedFuture("")
                : CompletableFuture.failedFuture(new IOException("its last " + LINES + " lines do not have it"));
    }

    private static String words(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        if (cause instanceof TimeoutException) {
            return "no answer within " + PATIENCE.toSeconds() + " s";
        }
        return cause instanceof CloudException || cause.getMessage() != null ? cause.getMessage() : "no connection";
    }
}
