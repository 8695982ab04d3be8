package io.jenkins.plugins.pumphouse.clouds.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of what a service answers: method and path pattern to handler, first match wins. */
public final class Routes {
    /** Answers one request; throws {@link Refused} to turn it down. */
    public interface Handler {
        Answer answer(Call call);
    }

    /**
     * @param open answered without a token
     * @param streams takes the body as a stream and locks the cloud by itself where it touches state
     */
    record Route(String method, String[] pattern, Handler handler, boolean open, boolean streams) {
        Map<String, String> match(String[] path) {
            if (!fits(path)) {
                return null;
            }
            Map<String, String> segments = new HashMap<>();
            for (int i = 0; i < path.length; i++) {
                if (isNamed(pattern[i])) {
                    segments.put(pattern[i].substring(1, pattern[i].length() - 1), path[i]);
                }
            }
            return segments;
        }

        private boolean fits(String[] path) {
            if (path.length != pattern.length) {
                return false;
            }
            // From the end: all paths of a service begin alike.
            for (int i = path.length - 1; i >= 0; i--) {
                if (!isNamed(pattern[i]) && !pattern[i].equals(path[i])) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isNamed(String segment) {
            return segment.charAt(0) == '{';
        }
    }

    record Match(Route route, Map<String, String> segments) {}

    private final List<Route> table = new ArrayList<>();

    public Routes get(String pattern, Handler handler) {
        return on("GET", pattern, handler);
    }

    public Routes post(String pattern, Handler handler) {
        return on("POST", pattern, handler);
    }

    public Routes put(String pattern, Handler handler) {
        return on("PUT", pattern, handler);
    }

    public Routes patch(String pattern, Handler handler) {
        return on("PATCH", pattern, handler);
    }

    public Routes delete(String pattern, Handler handler) {
        return on("DELETE", pattern, handler);
    }

    public Routes on(String method, String pattern, Handler handler) {
        table.add(new Route(method, split(pattern), handler, false, false));
        return this;
    }

    /** A route that needs no token: version documents and the token request itself. */
    public Routes open(String method, String pattern, Handler handler) {
        table.add(new Route(method, split(pattern), handler, true, false));
        return this;
    }

    /** A route whose body is bytes of any length. */
    public Routes stream(String method, String pattern, Handler handler) {
        table.add(new Route(method, split(pattern), handler, false, true));
        return this;
    }

    /** The route of a request; HEAD falls back to GET as the services' frameworks do. */
    Optional<Match> find(String method, String path) {
        String[] segments = split(path);
        Optional<Match> exact = first(method, segments);
        return exact.isEmpty() && method.equals("HEAD") ? first("GET", segments) : exact;
    }

    /** Whether the path is known under another method. */
    boolean knows(String path) {
        String[] segments = split(path);
        return table.stream().anyMatch(route -> route.match(segments) != null);
    }

    private Optional<Match> first(String method, String[] path) {
        for (Route route : table) {
            if (route.method.equals(method)) {
                Map<String, String> segments = route.match(path);
                if (segments != null) {
                    return Optional.of(new Match(route, segments));
                }
            }
        }
        return Optional.empty();
    }

    /** Segments without empty ones, so that a trailing or a double slash changes nothing. */
    private static String[] split(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments.toArray(String[]::new);
    }
}
