package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Response;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Locale;

/**
 * One service that keeps quotas.
 *
 * @param service whose they are
 * @param path of the quotas of all projects
 * @param defaults where, below a project's, the defaults are
 * @param key under which an answer holds them
 */
record QuotaKeeper(Service service, String path, String defaults, String key) {
    static final List<QuotaKeeper> ALL = List.of(
            new QuotaKeeper(Service.COMPUTE, "/os-quota-sets", "defaults", "quota_set"),
            new QuotaKeeper(Service.NETWORK, "/quotas", "default", "quota"),
            new QuotaKeeper(Service.VOLUME, "/os-quota-sets", "defaults", "quota_set"),
            new QuotaKeeper(Service.LOAD_BALANCER, "/lbaas/quotas", "default", "quota"));

    /** 2.36 drops the network keys and 2.57 those of injected files, which no cloud of today enforces. */
    private static final String MICROVERSION = "2.57";

    static final String CLASS = "/os-quota-class-sets/default";
    private static final String OF_CLASS = "quota_class_set";
    /** Whose the quotas are, which services show among them. */
    private static final List<String> WHOSE = List.of("id", "tenant_id", "project_id");

    private static final List<String> OF_TYPES = List.of("volumes_", "gigabytes_", "snapshots_");
    /** Its type stands in the package that builds on this one. */
    private static final Kind VOLUME_TYPE = new Kind("volume type");

    /** Those that {@code cloud} has. */
    static List<QuotaKeeper> of(Cloud cloud) {
        return ALL.stream().filter(keeper -> cloud.has(keeper.service)).toList();
    }

    String word() {
        return service.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a request sets what all projects have; of the others their configuration says it. */
    boolean setsDefaults() {
        return service == Service.COMPUTE || service == Service.VOLUME;
    }

    /** Whether it tells how much of its quotas a project uses. */
    boolean tellsUsage() {
        return service != Service.LOAD_BALANCER;
    }

    /** Whether it takes a quota below what is used; Nova and Cinder refuse one themselves. */
    boolean takesAny() {
        return service == Service.LOAD_BALANCER || service == Service.NETWORK;
    }

    /** What a quota is called on the target: Cinder keeps some for each type of volumes, by its name. */
    String name(String quota, Mapping mapping) {
        if (service != Service.VOLUME) {
            return quota;
        }
        return OF_TYPES.stream()
                .filter(quota::startsWith)
                .flatMap(each -> mapping.ofId(VOLUME_TYPE, quota.substring(each.length())).map(each::concat).stream())
                .findFirst()
                .orElse(quota);
    }

    String path(String project) {
        return path + '/' + Request.segment(project);
    }

    JsonNode read(Cloud cloud, String from) {
        return read(cloud, Request.get(service, from));
    }

    /** What a project's user may have of it, as Nova counts since Havana. */
    JsonNode ofUser(Cloud cloud, String project, String user) {
        return read(cloud, Request.get(service, path(project)).query("user_id", user));
    }

    private JsonNode read(Cloud cloud, Request request) {
        JsonNode read = raw(cloud, request);
        return service == Service.LOAD_BALANCER ? OctaviaKeys.today(read) : read;
    }

    private JsonNode raw(Cloud cloud, Request request) {
        return quotas(cloud.send(versioned(request)), key);
    }

    private static ObjectNode quotas(Response answer, String key) {
        ObjectNode shown = answer.object(key);
        shown.remove(WHOSE);
        return answer.object(key, QuotaKeeper::isQuota, "a number");
    }

    /** A number, or an object of some that tells usage. */
    static boolean isQuota(JsonNode value) {
        return value.isIntegralNumber() || value.isObject();
    }

    /** What a service shows among the quotas that is none: {@code "compute cores null"}. */
    List<String> odd(JsonNode shown) {
        return shown.properties().stream()
                .filter(field -> !isQuota(field.getValue()))
                .map(field -> word() + " " + field.getKey() + " " + field.getValue())
                .toList();
    }

    /**
     * What the project may have, with what it has: each quota as {@code limit}, {@code in_use} or {@code used},
     * {@code reserved}.
     */
    JsonNode usage(Cloud cloud, String project) {
        return switch (service) {
            case NETWORK -> read(cloud, path(project) + "/details.json");
            case VOLUME -> read(cloud, Request.get(service, path(project)).query("usage", "true"));
            default -> read(cloud, path(project) + "/detail");
        };
    }

    /** The same of one user in the project, whose quotas Nova alone keeps. */
    JsonNode usageOfUser(Cloud cloud, String project, String user) {
        return read(cloud, Request.get(service, path(project) + "/detail").query("user_id", user));
    }

    /** What a new project may have; {@code any} is the id of some project, which the path wants. */
    JsonNode presets(Cloud cloud, String any) {
        return read(cloud, path(any) + '/' + defaults);
    }

    /** What every project may have for which nobody has set anything else. */
    JsonNode ofEverybody(Cloud cloud) {
        return !setsDefaults()
                ? presets(cloud, cloud.caller().projectId())
                : quotas(cloud.send(versioned(Request.get(service, CLASS))), OF_CLASS);
    }

    /** Of Nova and Cinder alone. */
    void writeOfEverybody(Cloud cloud, ObjectNode changed) {
        cloud.send(versioned(Request.put(service, CLASS).body(Json.object(OF_CLASS, changed))));
    }

    void write(Cloud cloud, String project, ObjectNode changed) {
        ObjectNode quotas = service == Service.LOAD_BALANCER
                ? OctaviaKeys.known(changed, raw(cloud, Request.get(service, path(project))))
                : changed;
        cloud.send(versioned(Request.put(service, path(project)).body(Json.object(key, quotas))));
    }

    /** The same of one user in the project. */
    void writeOfUser(Cloud cloud, String project, String user, ObjectNode changed) {
        Request put = Request.put(service, path(project)).query("user_id", user);
        cloud.send(versioned(put.body(Json.object(key, changed))));
    }

    /** Takes all quotas of one user in the project away, which follow the project's then. */
    void removeOfUser(Cloud cloud, String project, String user) {
        cloud.send(versioned(Request.delete(service, path(project)).query("user_id", user)));
    }

    private Request versioned(Request request) {
        return service == Service.COMPUTE ? request.microversion(MICROVERSION) : request;
    }
}
