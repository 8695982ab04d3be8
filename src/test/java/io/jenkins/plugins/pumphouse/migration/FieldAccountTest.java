package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.clouds.RecordedFields;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * Each type says what becomes of every field that its service shows, in a cloud of 2014, in today's, and in a real one:
 * a field in no list fails here.
 */
@RunWith(Parameterized.class)
public class FieldAccountTest {
    private static final ResourceTypes TYPES = new ResourceTypes();
    private static final EmbeddedCloud OLD = EmbeddedCloud.v2("old");
    private static final EmbeddedCloud NEW = EmbeddedCloud.v3("new");

    private final ResourceType type;
    private final Account account;

    public FieldAccountTest(Kind kind) {
        type = TYPES.apply(kind);
        account = type.account().orElseThrow();
    }

    @Parameters(name = "{0}")
    public static List<Kind> kinds() {
        return TYPES.kinds().stream()
                .filter(kind -> TYPES.apply(kind).account().isPresent())
                .toList();
    }

    @BeforeClass
    public static void start() {
        for (EmbeddedCloud cloud : List.of(OLD, NEW)) {
            cloud.start();
            Fixture.demo(cloud);
        }
    }

    @AfterClass
    public static void stop() {
        OLD.close();
        NEW.close();
    }

    @Test
    public void everyFieldOfACloudOf2014IsAccountedFor() throws Exception {
        assertThat(unknown(OLD)).isEmpty();
    }

    @Test
    public void everyFieldOfTodaysCloudIsAccountedFor() throws Exception {
        assertThat(unknown(NEW)).isEmpty();
    }

    @Test
    public void everyFieldOfARealCloudWithAllExtensionsIsAccountedFor() {
        assertThat(recorded().fieldNames())
                .toIterable()
                .allMatch(field -> account.names(field), "is named by the account of " + type.kind());
    }

    @Test
    public void anObjectOfWhichNobodyHasSetAnythingLeavesNothingBehindAndIsNotRefused() {
        ObjectNode plain = recorded();
        plain.remove(
                "mtu"); // Neutron computes it, and the network's type tells by its value whether somebody has set it

        assertThat(account.leftBehind(plain, extension -> false)).isEmpty();
        assertThat(account.refused(plain)).isEmpty();
        assertThat(account.refused(plain, extension -> false, "new")).isEmpty();
    }

    private ObjectNode recorded() {
        return RecordedFields.of(
                switch (type.kind().word()) {
                    case "router interface" -> "port";
                    case "RBAC policy of groups" -> "RBAC policy";
                    default -> type.kind().word();
                });
    }

    private Set<String> unknown(EmbeddedCloud cloud) throws Exception {
        Set<String> unknown = new TreeSet<>();
        CloudAccess access = EmbeddedAccess.to(cloud);
        try (Cloud opened = Cloud.open(access)) {
            for (Resource resource : shown(new CloudInventory(opened, TYPES, Options.DEFAULT))) {
                unknown.addAll(unknown(resource.json()));
            }
        }
        return unknown;
    }

    /** Of ports also those of servers, which no step selects. */
    private List<Resource> shown(CloudInventory inventory) {
        return type.kind().equals(PortType.KIND)
                ? inventory.list(type.kind(), Scope.ALL)
                : type.select(Selection.ALL, inventory);
    }

    private Set<String> unknown(JsonNode json) {
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(field -> {
            if (!account.knows(field)) {
                unknown.add(field);
            }
        });
        return unknown;
    }
}
