package io.jenkins.plugins.pumphouse.migration.identity;

import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects of one name in several domains of a cloud. One request a domain, once a name: a directory of ten thousand is
 * not listed, and one that does not answer has none.
 */
final class Namesakes {
    private final IdentityType type;
    private final CloudInventory source;

    Namesakes(IdentityType type, CloudInventory source) {
        this.type = type;
        this.source = source;
    }

    List<Resource> of(Resource resource) {
        return resource.text("domain_id") == null ? List.of() : called(resource.name());
    }

    /** All of a name; none where the cloud has one domain, and so one object of a name. */
    private List<Resource> called(String name) {
        List<Resource> domains = IdentityType.domains(source);
        if (domains.size() < 2) {
            return List.of();
        }
        return source.fact(List.of(type.kind(), "namesakes", name), () -> {
            List<Resource> named = new ArrayList<>();
            for (Resource domain : domains) {
                try {
                    Request list = IdentityType.get(type.place(source.cloud()).listPath())
                            .query("domain_id", domain.id())
                            .query("name", name);
                    type.answer(source, list).stream()
                            .filter(one -> name.equals(one.name()))
                            .forEach(named::add);
                } catch (CloudException e) {
                    ReadRefusal.passOnOfTheCloud(e);
                }
            }
            return named;
        });
    }
}
