package io.jenkins.plugins.pumphouse.migration.fit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What of extra specs the hypervisors of a target offer, as Nova and Placement tell it; each is asked once. */
final class OfferedSpecs {
    private static final String AGGREGATE = "aggregate_instance_extra_specs:";

    /** {@code trait:HW_X}, and {@code trait1:HW_X} of a group of its own. */
    private static final String TRAIT = "trait[A-Za-z0-9_-]*:";

    private static final String RESOURCES = "resources[A-Za-z0-9_-]*:";

    /** What the rows of all hypervisors together count. */
    private static final Set<String> USUAL = Set.of("VCPU", "MEMORY_MB", "DISK_GB");

    /** Of what only the hypervisors and their nova.conf know: with the value that asks for nothing. */
    private static final Map<String, Set<String>> UNTOLD = new TreeMap<>(Map.of(
            "pci_passthrough:alias", Set.of(""),
            "hw:cpu_policy", Set.of("shared"),
            "hw:mem_page_size", Set.of("any", "small", "4", "4KB"),
            "hw:mem_encryption", Set.of("false")));

    /** Placement of Pike: {@code associated} traits. */
    private static final String TRAITS = "1.6";

    /** Placement of Ocata: providers by resources. */
    private static final String BY_RESOURCES = "1.4";

    private final Cloud cloud;
    private List<JsonNode> aggregates;
    private Set<String> traits;

    OfferedSpecs(Cloud cloud) {
        this.cloud = cloud;
    }

    /** What is to be told of a spec, with state, what is free, and why; empty where nothing is. */
    Optional<FitRow> lacking(String name, String value) {
        try {
            if (name.startsWith(AGGREGATE)) {
                String key = name.substring(AGGREGATE.length());
                return isInAggregate(key, value)
                        ? Optional.empty()
                        : lacks("no aggregate with hosts of {} has " + key + " as " + value
                                + "; a server of the flavor finds no host while Nova filters by it");
            }
            if (name.matches(TRAIT + ".*")) {
                String trait = name.substring(name.indexOf(':') + 1);
                return !value.equals("required") || !cloud.has(Service.PLACEMENT) || traits().contains(trait)
                        ? Optional.empty()
                        : lacks("no hypervisor of {} has the trait; a server of the flavor finds no host");
            }
            if (name.matches(RESOURCES + ".*")) {
                String resource = name.substring(name.indexOf(':') + 1);
                return USUAL.contains(resource)
                                || value.equals("0")
                                || !cloud.has(Service.PLACEMENT)
                                || isProvided(resource, value)
                        ? Optional.empty()
                        : lacks("no hypervisor of {} has so much of it free; a server of the flavor finds no host");
            }
            return UNTOLD.containsKey(name) && !UNTOLD.get(name).contains(value)
                    ? unknown("no API tells whether hypervisors of {} can do it; compare their nova.conf with the"
                            + " source's")
                    : Optional.empty();
        } catch (CloudException e) {
            return unknown(e.getMessage());
        }
    }

    private static Optional<FitRow> lacks(String why) {
        return Optional.of(new FitRow(State.SHORT, "", "", 1, 0L, why));
    }

    private static Optional<FitRow> unknown(String why) {
        return Optional.of(FitRow.unknown("", "", 1, why));
    }

    /** One that has no hosts yet is as good as none. */
    private boolean isInAggregate(String key, String value) {
        if (aggregates == null) {
            aggregates = new ArrayList<>(cloud.list(Service.COMPUTE, "/os-aggregates", "aggregates"));
        }
        return aggregates.stream()
                .filter(aggregate -> !aggregate.path("hosts").isEmpty())
                .map(aggregate -> Json.text(aggregate.path("metadata"), key))
                .anyMatch(has -> has != null && isMatched(value, has));
    }

    /** As far as equality tells: of a comparison ({@code ">= 4"}, {@code "<in> ssd"}) the key alone is looked at. */
    private static boolean isMatched(String wanted, String metadata) {
        List<String> has = Stream.of(metadata.split(",")).map(String::strip).toList();
        if (wanted.startsWith("<or>")) {
            return Stream.of(wanted.split("<or>")).map(String::strip).anyMatch(has::contains);
        }
        return wanted.matches("(<|>|=|s[=!<>]).*") || has.contains(wanted);
    }

    private Set<String> traits() {
        if (traits == null) {
            Request list = Request.get(Service.PLACEMENT, "/traits").query("associated", "true");
            traits = new HashSet<>(
                    Json.texts(cloud.send(list.microversion(TRAITS)).json(), "traits"));
        }
        return traits;
    }

    private boolean isProvided(String resource, String amount) {
        Request list = Request.get(Service.PLACEMENT, "/resource_providers")
                .query("resources", resource + ":" + amount)
                .microversion(BY_RESOURCES);
        try {
            return !cloud.send(list).json().path("resource_providers").isEmpty();
        } catch (CloudException.Rejected e) {
            return false; // nor does Placement know such a class
        }
    }
}
