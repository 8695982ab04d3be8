package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.NoResponseDiagnosis;
import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Follows a list from page to page, in the forms of all services; a list that cannot be read as a whole is an error.
 */
final class Paging {

    // Glance's own page has 25 images: room for 50,000 of them.
    private static final int MOST_PAGES = 2000;
    // A page may be empty when its objects are filtered after they were counted; this many in a list are a fault.
    private static final int MOST_STALE_PAGES = 20;
    // Each page is asked for by the last object of the one before, which somebody may have deleted meanwhile.
    private static final int MOST_READINGS = 3;
    private static final String CHECK = " Check the service, and any proxy in front of it.";
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?%";

    private final String cloud;
    private final Duration longest;
    private final Function<Request, Response> fetch;

    Paging(String cloud, Duration longest, Function<Request, Response> fetch) {
        this.cloud = cloud;
        this.longest = longest;
        this.fetch = fetch;
    }

    List<ObjectNode> all(Request first, String key) {
        return new Reading(first, key).all();
    }

    /** One list on its way. */
    private final class Reading {
        private final Request first;
        private final String key;
        private final long end = System.nanoTime() + longest.toNanos();
        private final List<ObjectNode> all = new ArrayList<>();
        /** Where in the list those with a text for an id stand. */
        private final Map<String, Integer> places = new HashMap<>();
        /** The queries of the pages. */
        private final Set<String> seen = new HashSet<>();

        /** What tells its objects apart. */
        private final Set<String> known = new HashSet<>();

        private long memory;
        private int stale;
        private int readings = 1;

        Reading(Request first, String key) {
            this.first = first;
            this.key = key;
        }

        List<ObjectNode> all() {
            Optional<Request> page = Optional.of(first);
            while (page.isPresent()) {
                page = read(page.get());
            }
            return all;
        }

        /** Reads a page; the one to read then, empty after the last. */
        private Optional<Request> read(Request page) {
            seen.add(page.query());
            Response answer;
            try {
                answer = fetch.apply(page);
            } catch (CloudException.NotFound | CloudException.Rejected e) {
                if (page == first) {
                    throw e;
                }
                beginAgain(e);
                return Optional.of(first);
            }
            ObjectNode body = answer.json();
            int before = all.size();
            items(first, key, body).forEach(this::add);
            memory += answer.memory();
            if (body.path("truncated").asBoolean()) {
                throw broken(
                        first,
                        "the service cut the list \"" + key + "\" after " + all.size()
                                + " objects and offers no further page. Raise list_limit in keystone.conf, or remove"
                                + " it.");
            }
            return next(body, key).map(next -> {
                checkBounds(all.subList(before, all.size()));
                Request following = first.withQuery(query(first, next));
                if (seen.contains(following.query())) {
                    throw broken(
                            first, "the pages of the list \"" + key + "\" repeat themselves (" + next + ")." + CHECK);
                }
                return following;
            });
        }

        /**
         * An object that appears or goes while the pages are read moves others to the next page, which shows them once
         * more: taken for two, nobody could tell which is meant. Numbers are those of hypervisors and services, which
         * each cell of Nova counts for itself.
         */
        private void add(ObjectNode object) {
            Integer place = object.path("id").isTextual()
                    ? places.putIfAbsent(object.path("id").asText(), all.size())
                    : null;
            if (place == null) {
                all.add(object);
            } else {
                all.set(place, object);
            }
        }

        private void beginAgain(CloudException refused) {
            if (readings++ == MOST_READINGS || System.nanoTime() > end) {
                throw broken(
                        first,
                        "a page of the list \"" + key + "\" is refused again and again, although the service named"
                                + " it itself: " + refused.getMessage() + CHECK);
            }
            all.clear();
            places.clear();
            seen.clear();
            known.clear();
        }

        private void checkBounds(List<ObjectNode> page) {
            if (memory > CloudReply.MOST_MEMORY) {
                throw endless("takes more than " + CloudReply.MOST_MEMORY / (1024 * 1024) + " MiB of memory");
            }
            if (seen.size() >= MOST_PAGES) {
                throw endless("does not end after " + MOST_PAGES + " pages");
            }
            if (System.nanoTime() > end) {
                throw endless("does not end within " + NoResponseDiagnosis.inWords(longest));
            }
            // A list that shows only objects that are known repeats itself, whatever the markers of its pages.
            if (!bringsNew(page, known) && ++stale >= MOST_STALE_PAGES) {
                throw endless("has page after page without anything new");
            }
        }

        private CloudException.ServiceFault endless(String what) {
            return broken(first, "the list \"" + key + "\" " + what + " (" + all.size() + " objects so far)." + CHECK);
        }
    }

    /** As {@link #all(Request, String)}; refuses an object without a text at {@code name}, a JSON pointer. */
    List<ObjectNode> all(Request first, String key, String name) {
        List<ObjectNode> all = all(first, key);
        if (!all.stream().allMatch(object -> object.at(name).isTextual())) {
            throw broken(first, "the list \"" + key + "\" holds an object without the text \"" + name + "\"." + CHECK);
        }
        return all;
    }

    private static boolean bringsNew(List<ObjectNode> page, Set<String> known) {
        int before = known.size();
        page.forEach(item -> known.add(identity(item)));
        return known.size() > before;
    }

    /** What tells an object of a list from the others of the list. */
    private static String identity(ObjectNode item) {
        JsonNode id = item.path("id");
        return id.isValueNode() && !id.isNull() ? id.asText() : item.toString();
    }

    private List<ObjectNode> items(Request first, String key, ObjectNode body) {
        List<ObjectNode> objects = new ArrayList<>();
        JsonNode items = body.path(key);
        if (!items.isArray()) {
            List<String> names = new ArrayList<>();
            body.fieldNames().forEachRemaining(names::add);
            throw broken(first, "the answer has no list \"" + key + "\" but " + names + "." + CHECK);
        }
        for (JsonNode item : items) {
            if (!(item instanceof ObjectNode object)) {
                throw broken(first, "the list \"" + key + "\" holds something else than objects." + CHECK);
            }
            if (object.has("id") && object.path("id").isNull()) {
                throw broken(first, "the list \"" + key + "\" holds an object whose id is null." + CHECK);
            }
            if (Response.isOddlyCalled(first.service(), object)) {
                throw broken(first, "the list \"" + key + "\" holds an object whose id or name is no text." + CHECK);
            }
            objects.add(object);
        }
        return objects;
    }

    private static Optional<String> next(ObjectNode body, String key) {
        for (JsonNode links :
                List.of(body.path(key + "_links"), body.path("links"))) { // Nova, Cinder, Neutron, Keystone v2.0
            // An object of links has texts and nulls as its elements, in which there is no "rel" to be found.
            for (JsonNode link : links) {
                if (link.path("rel").asText().equals("next")) {
                    return Optional.of(link.path("href").asText());
                }
            }
        }
        for (JsonNode next : List.of(body.path("links").path("next"), body.path("next"))) { // Keystone v3, Glance
            if (next.isTextual()) {
                return Optional.of(next.asText());
            }
        }
        return Optional.empty();
    }

    /**
     * Only the query of a link is used: behind a proxy the host in it may be one that cannot be reached, and another
     * host must not get the token.
     */
    private String query(Request first, String link) {
        int mark = link.indexOf('?');
        if (mark < 0) {
            throw broken(first, "the link to the next page has no query (" + link + ")." + CHECK);
        }
        int fragment = link.indexOf('#', mark);
        return encodeStray(link.substring(mark + 1, fragment < 0 ? link.length() : fragment));
    }

    /**
     * Services put decoded filters into their links, so a link may have blanks and other characters that must be
     * encoded.
     */
    private static String encodeStray(String query) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : query.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    private CloudException.ServiceFault broken(Request request, String what) {
        return new CloudException.ServiceFault(
                cloud + ": " + request.call() + ": " + what, Details.of(cloud, request, 200));
    }
}
