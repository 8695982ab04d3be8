package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.mainjob.Testbed;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** The real clouds show no field of which no type says what becomes of it. Only reads. */
public class FieldAccountIT {
    private static final ResourceTypes TYPES = new ResourceTypes();

    @Test
    public void everyFieldOfTheRealCloudsIsAccountedFor() {
        Set<String> unknown = new TreeSet<>();
        for (String cloud : new String[] {"source", "target"}) {
            try (Cloud opened = Testbed.open(cloud)) {
                CloudInventory inventory = new CloudInventory(opened, TYPES, Options.DEFAULT);
                TYPES.kinds().forEach(kind -> unknown.addAll(unknown(kind, inventory)));
            }
        }

        assertThat(unknown).isEmpty();
    }

    private static Set<String> unknown(Kind kind, CloudInventory inventory) {
        Set<String> unknown = new TreeSet<>();
        ResourceType type = TYPES.apply(kind);
        if (type.account().isPresent()) {
            Account account = type.account().get();
            for (Resource resource : type.select(Selection.ALL, inventory)) {
                resource.json().fieldNames().forEachRemaining(field -> {
                    if (!account.knows(field)) {
                        unknown.add(field + " of " + kind);
                    }
                });
            }
        }
        return unknown;
    }
}
