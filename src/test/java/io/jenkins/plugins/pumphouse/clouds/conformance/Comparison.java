package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What two sides of one dialogue said differently. */
final class Comparison {
    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Location",
            "X-Subject-Token",
            "OpenStack-API-Version",
            "X-OpenStack-Nova-API-Version",
            "Vary",
            "WWW-Authenticate",
            "Content-MD5",
            "Content-Range",
            "OpenStack-image-import-methods");

    private final List<String> differences = new ArrayList<>();

    /** Every difference as a sentence; the embedded cloud's part comes first. */
    static List<String> of(List<Conversation.Exchange> embedded, List<Conversation.Exchange> real) {
        Comparison comparison = new Comparison();
        for (int i = 0; i < Math.min(embedded.size(), real.size()); i++) {
            comparison.exchange(embedded.get(i), real.get(i));
        }
        if (embedded.size() != real.size()) {
            comparison.differences.add(embedded.size() + " exchanges here, " + real.size() + " there");
        }
        return comparison.differences;
    }

    private void exchange(Conversation.Exchange here, Conversation.Exchange there) {
        int before = differences.size();
        if (here.reply().status() != there.reply().status()) {
            differences.add("  status " + here.reply().status() + ", really "
                    + there.reply().status() + "\n      here:   " + cut(here.reply()) + "\n      really: "
                    + cut(there.reply()));
        } else {
            headers(here.reply(), there.reply());
            bodies("", here.body(), there.body(), here.exact());
        }
        if (differences.size() > before) {
            differences.add(before, here.request());
        }
    }

    private static String cut(Client.Reply reply) {
        return reply.text().length() > 300 ? reply.text().substring(0, 300) : reply.text();
    }

    private void headers(Client.Reply here, Client.Reply there) {
        for (String header : HEADERS) {
            String mine = presence(header, here);
            String theirs = presence(header, there);
            if (!mine.equals(theirs)) {
                differences.add("  header " + header + ": " + mine + ", really " + theirs);
            }
        }
    }

    /** Of addresses and tokens only that they are there; of an empty body the media type is no matter. */
    private static String presence(String header, Client.Reply reply) {
        String value = String.join(", ", reply.headers().allValues(header));
        if (value.isEmpty() || header.equals("Content-Type") && reply.text().isEmpty()) {
            return "absent";
        }
        return switch (header) {
            case "Location" ->
                value.replaceAll("http://[^/]*", "")
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
                        .replaceAll("[0-9a-f]{32}", "<hex>");
            case "WWW-Authenticate" -> value.replaceAll("http://[^/\"]*", "");
            case "X-Subject-Token" -> "present";
            case "Content-Type" -> value.replaceAll(";.*", "");
            default -> value;
        };
    }

    private void bodies(String path, JsonNode here, JsonNode there, boolean exact) {
        if (here.isObject() && there.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            here.fieldNames().forEachRemaining(names::add);
            there.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (!here.has(name) || !there.has(name)) {
                    differences.add("  " + path + "/" + name
                            + (here.has(name)
                                    ? " is here, not really: " + here.get(name)
                                    : " is missing, really " + there.get(name)));
                } else {
                    bodies(path + "/" + name, here.get(name), there.get(name), exact);
                }
            }
        } else if (here.isArray() && there.isArray()) {
            arrays(path, here, there, exact);
        } else if (exact && !here.equals(there) && !equalNumbers(here, there)) {
            differences.add("  " + path + ": " + here + ", really " + there);
        } else if (!exact && !here.isNull() && !there.isNull() && here.getNodeType() != there.getNodeType()) {
            differences.add("  " + path + ": " + here.getNodeType() + " " + here + ", really " + there.getNodeType()
                    + " " + there);
        }
    }

    private static boolean equalNumbers(JsonNode here, JsonNode there) {
        return here.isNumber() && there.isNumber() && here.decimalValue().compareTo(there.decimalValue()) == 0;
    }

    private void arrays(String path, JsonNode here, JsonNode there, boolean exact) {
        if (!exact) {
            // Of lists with different content the first elements stand for all.
            if (!here.isEmpty() && !there.isEmpty()) {
                bodies(path + "/0", here.get(0), there.get(0), false);
            }
            return;
        }
        if (here.size() != there.size()) {
            differences.add("  " + path + ": " + here.size() + " elements, really " + there.size() + "\n      here:   "
                    + here + "\n      really: " + there);
            return;
        }
        for (int i = 0; i < here.size(); i++) {
            bodies(path + "/" + i, here.get(i), there.get(i), true);
        }
    }
}
