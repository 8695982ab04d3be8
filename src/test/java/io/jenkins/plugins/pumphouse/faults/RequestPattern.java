package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Requests of one sort: those that differ in ids and names only.
 *
 * @param ofSource whether the source is asked, or else the target
 * @param service the catalog's type of the service
 * @param glob the path with {@code *} for each id and name
 * @param action which of a server's actions; empty for what is none
 */
record RequestPattern(boolean ofSource, String service, String method, String glob, String action) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9]+");
    /** What follows one of these is a name. */
    private static final Set<String> BEFORE_NAMES = Set.of("os-keypairs", "tags", "os-extra_specs", "metadata");

    static RequestPattern of(boolean ofSource, Faults.Asked asked) {
        StringBuilder glob = new StringBuilder();
        String before = "";
        for (String segment : asked.path().split("/")) {
            if (!segment.isEmpty()) {
                boolean named =
                        BEFORE_NAMES.contains(before) || ID.matcher(segment).matches();
                glob.append('/').append(named ? "*" : segment);
                before = segment;
            }
        }
        String action = before.equals("action") ? asked.subject() : "";
        return new RequestPattern(
                ofSource, asked.service(), asked.method(), glob.isEmpty() ? "/" : glob.toString(), action);
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    boolean isOfServer() {
        return service.equals("compute") && glob.contains("/servers/");
    }

    /** A fault for all requests of this sort, without effect as yet. */
    Faults.Fault fault(CloudPair pair) {
        Faults.Fault fault = pair.cloud(ofSource).faults().on(method, glob).at(service);
        return action.isEmpty() ? fault : fault.about(action);
    }

    @Override
    public String toString() {
        return (ofSource ? "source " : "target ")
                + service
                + ' '
                + method
                + ' '
                + glob
                + (action.isEmpty() ? "" : ' ' + action);
    }
}
