package io.jenkins.plugins.pumphouse.steps.resource;

import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.migration.options.Fit;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.report.html.PlanTerms;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Under what a step makes or applies a plan: where the clouds are, its arguments, its version. */
final class PlanConditions {
    private PlanConditions() {}

    static PlanTerms of(PumpArguments arguments, ChosenClouds chosen) {
        return new PlanTerms(
                Map.of("source", address(chosen.source()), "target", address(chosen.target())),
                options(arguments, chosen),
                version());
    }

    /** Keystone's address without its version, and the region. */
    private static String address(CloudAccess cloud) {
        String keystone = cloud.authUrl().replaceFirst("/+$", "").replaceFirst("/v(2[.]0|3)$", "");
        String region = cloud.endpoints().region();
        return keystone + (region == null ? "" : " in region " + region);
    }

    /** By the names of the steps' arguments: those that pace a run, and select objects, are not among them. */
    private static Map<String, List<String>> options(PumpArguments given, ChosenClouds chosen) {
        Map<String, List<String>> options = new TreeMap<>();
        switch (given.verb) {
            case INSTANCES -> {
                options.put("disk", List.of(given.fromImage ? "image" : given.asVolume ? "volume" : "snapshot"));
                options.put("rootVolumeType", given.rootVolumeType == null ? List.of() : List.of(given.rootVolumeType));
                options.put("volumes", List.of(given.adopt ? "adopt" : "copy"));
                options.put("precopy", List.of(String.valueOf(given.precopy)));
                options.put("paused", List.of(given.paused == null ? "refuse" : given.paused));
                options.put("accept", words(given.accept));
                options.put("failIfLost", words(given.failIfLost));
                options.put("healthCheck", words(given.healthCheck));
            }
            case VOLUMES -> options.put("adopt", List.of(String.valueOf(given.adopt)));
            case USERS ->
                options.put(
                        "passwords",
                        List.of(given.passwords == null ? Passwords.Choice.DISABLED.word() : given.passwords));
            case QUOTAS -> options.put("defaults", List.of(String.valueOf(given.quotaDefaults)));
            case CUTOVER, ROLLBACK, ROLLBACK_RESOURCES ->
                options.put("force", given.force ? List.of("true") : List.of());
            default -> {}
        }
        if (given.verb == Verb.INSTANCES || given.verb == Verb.NETWORKS || given.verb == Verb.CUTOVER) {
            options.put(
                    "cutover",
                    words(
                            given.cutover == null
                                    ? chosen.cutovers()
                                    : Cutovers.all(Cutover.of(given.cutover).orElseThrow())));
        }
        ProviderNetworks providers = given.providers(chosen);
        options.put("providerNetworks", providers == ProviderNetworks.USUAL ? List.of() : List.of(providers.word()));
        options.put("fit", Fit.of(given.fit) == Fit.FAIL ? List.of(given.fit) : List.of());
        return options;
    }

    private static List<String> words(List<String> given) {
        return given == null ? List.of() : List.copyOf(given); // null: stored by a build of an older release
    }

    private static List<String> words(Cutovers cutovers) {
        List<String> words = new ArrayList<>(List.of(cutovers.others().word()));
        cutovers.byNetwork().forEach((network, cutover) -> words.add(network + ": " + cutover.word()));
        return words;
    }

    /** As the manifest of the plugin tells; null where the classes are in none. */
    private static String version() {
        return PlanConditions.class.getPackage().getImplementationVersion();
    }
}
