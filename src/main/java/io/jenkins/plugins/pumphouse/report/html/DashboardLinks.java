package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the dashboards (Horizon) of both clouds show an object. The addresses come from a configuration or from a file
 * of the build, so each is looked at again before it becomes a link.
 */
public final class DashboardLinks {
    /** In a report: the dashboards' addresses, by side. */
    public static final String KEY = "dashboards";

    private static final String PLACE = "{id}";
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

    /** Horizon's own paths, the same from Kilo on; those of images and security groups have changed since. */
    private static final Map<String, String> OF_PROJECT = Map.of(
            "server", "/project/instances/{id}/",
            "network", "/project/networks/{id}/detail",
            "subnet", "/project/networks/subnets/{id}/detail",
            "router", "/project/routers/{id}/",
            "volume", "/project/volumes/{id}/");

    private static final Map<String, String> OF_ADMINISTRATOR = Map.of(
            "server", "/admin/instances/{id}/detail",
            "network", "/admin/networks/{id}/detail",
            "subnet", "/admin/networks/subnets/{id}/detail",
            "router", "/admin/routers/{id}/");

    private final Map<String, String> addresses = new LinkedHashMap<>();

    private DashboardLinks() {}

    /** @param report with the addresses under {@value #KEY}, or without any */
    public static DashboardLinks of(JsonNode report) {
        DashboardLinks links = new DashboardLinks();
        for (Map.Entry<String, JsonNode> each : report.path(KEY).properties()) {
            links.add(each.getKey(), each.getValue().asText());
        }
        return links;
    }

    /** The same of a report as values. */
    public static DashboardLinks of(Map<String, Object> report) {
        DashboardLinks links = new DashboardLinks();
        if (report.get(KEY) instanceof Map<?, ?> given) {
            given.forEach((side, address) -> links.add(String.valueOf(side), String.valueOf(address)));
        }
        return links;
    }

    private void add(String side, String address) {
        try {
            URI uri = URI.create(address);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                addresses.put(side, address.replaceFirst("/+$", ""));
            }
        } catch (IllegalArgumentException e) {
            return; // no address, no link
        }
    }

    /**
     * The page of an object for those who have a role in its project.
     *
     * @param side {@code source} or {@code target}
     * @return empty if there is none
     */
    String ofProject(String side, String type, String id) {
        return link(OF_PROJECT, side, type, id);
    }

    /** The page of an object for administrators of the cloud; as above. */
    String ofAdministrator(String side, String type, String id) {
        return link(OF_ADMINISTRATOR, side, type, id);
    }

    private String link(Map<String, String> paths, String side, String type, String id) {
        String address = addresses.get(side);
        String path = paths.get(type);
        return address == null || path == null || !ID.matcher(id).matches() ? "" : address + path.replace(PLACE, id);
    }
}
