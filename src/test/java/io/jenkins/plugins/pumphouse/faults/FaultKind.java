package io.jenkins.plugins.pumphouse.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Fault;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What can happen to a request, and by which words a message must show that it did. */
public enum FaultKind {
    UNAUTHORIZED("401", fault -> fault.status(401), "401"),
    FORBIDDEN("403", fault -> fault.status(403), "403"),
    NOT_FOUND("404", fault -> fault.status(404), "404|is not|no longer|any more|gone|does not"),
    CONFLICT("409", fault -> fault.status(409), "409"),
    TOO_LARGE("413 Retry-After", fault -> fault.status(413).retryAfter(0), "413"),
    TOO_MANY("429 Retry-After", fault -> fault.status(429).retryAfter(0), "429"),
    ERROR("500", fault -> fault.status(500), "500"),
    BAD_GATEWAY("502", fault -> fault.status(502).body(page("502 Bad Gateway")), "502"),
    UNAVAILABLE("503", fault -> fault.status(503), "503"),
    GATEWAY_TIMEOUT("504", fault -> fault.status(504).body(page("504 Gateway Time-out")), "504"),
    LATE_GATEWAY(
            "504 after done",
            fault -> fault.answersInstead(answer -> Answer.text(504, "text/html", page("504 Gateway Time-out"))),
            "504"),
    CUT_BEFORE("cut before done", Fault::reset, "connection|answer"),
    CUT_AFTER("cut after done", Fault::resetAfterwards, "connection|answer"),
    STALL("stall after done", Fault::silentAfterwards, "within|stalled|longer|answer"),
    HALF("half body", fault -> fault.truncateAfter(25), "connection|broke|ended|closed|bytes|JSON"),
    GARBAGE("garbage JSON", fault -> fault.answersInstead(answer -> body(answer, "{\"a\": [{]}")), "JSON|bytes|answer"),
    OTHER_OBJECT(
            "other object", fault -> fault.answersInstead(answer -> body(answer, "{\"unexpected\": [null, 1]}")), ""),
    OTHER_TYPES(
            "other types",
            fault -> fault.answersInstead(
                    answer -> body(answer, bent(json(answer), false).toString())),
            ""),
    NULLS(
            "null fields",
            fault -> fault.answersInstead(
                    answer -> body(answer, bent(json(answer), true).toString())),
            ""),
    WEB_PAGE("HTML 200, not done", fault -> fault.status(200).body(page("Log in")), "JSON|page|bytes|answer|HTML"),
    WEB_PAGE_DONE(
            "HTML 200, done",
            fault -> fault.answersInstead(answer -> Answer.text(200, "text/html", page("Welcome"))),
            "JSON|page|bytes|answer|HTML"),
    ENDLESS("endless pages", fault -> fault.answersInstead(FaultKind::endless), "page|end|long|marker");

    public final String words;
    private final UnaryOperator<Fault> arming;
    private final Pattern cause;

    FaultKind(String words, UnaryOperator<Fault> arming, String cause) {
        this.words = words;
        this.arming = arming;
        this.cause = Pattern.compile(cause);
    }

    public void arm(Fault fault) {
        arming.apply(fault);
    }

    /** Whether a message tells of it. */
    public boolean isToldBy(String message) {
        return cause.matcher(message).find();
    }

    boolean fits(RequestPattern pattern) {
        return this != ENDLESS || pattern.reads();
    }

    /** One page that has a next one is no list without end. */
    boolean fits(FaultTrial.Span span) {
        return this != ENDLESS || span == FaultTrial.Span.LASTING;
    }

    private static String page(String title) {
        return "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>";
    }

    /** An answer without a body has none to be spoilt. */
    private static Answer body(Answer answer, String text) {
        return answer.body().length() == 0 ? answer : Answer.text(answer.status(), "application/json", text);
    }

    /** Null for what is no JSON. */
    private static JsonNode json(Answer answer) {
        if (!answer.headers().getOrDefault("Content-Type", "").contains("json")) {
            return null;
        }
        try (InputStream in = answer.body().open()) {
            return WireJson.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same keys with other values: null for each, or a text for a number and the other way round. */
    private static JsonNode bent(JsonNode node, boolean toNull) {
        if (node instanceof ObjectNode object) {
            ObjectNode bent = WireJson.object();
            object.properties().forEach(field -> bent.set(field.getKey(), bent(field.getValue(), toNull)));
            return bent;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode bent = WireJson.array();
            array.forEach(element -> bent.add(bent(element, toNull)));
            return bent;
        }
        return node == null || toNull
                ? WireJson.node(null)
                : node.isTextual() ? WireJson.node(7) : WireJson.node("seven");
    }

    /** Every page has a next one that nobody has seen yet. */
    private static Answer endless(Answer answer) {
        if (!(json(answer) instanceof ObjectNode page)) {
            return answer;
        }
        String next = "http://127.0.0.1/?marker=" + UUID.randomUUID();
        page.properties().stream()
                .filter(field -> field.getValue().isArray())
                .map(field -> field.getKey())
                .toList()
                .forEach(key -> page.set(key + "_links", WireJson.array(WireJson.object("rel", "next", "href", next))));
        if (page.path("links").isObject()) {
            ((ObjectNode) page.path("links")).put("next", next);
        } else if (page.has("images")) {
            page.put("next", next);
        }
        return Answer.of(answer.status(), page);
    }
}
