package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.DomainContents;
import io.jenkins.plugins.pumphouse.migration.identity.DomainContents.Content;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a domain of the target still has: Keystone would delete all of it with the domain. */
final class DomainUse {
    private final CloudInventory target;
    private final Set<String> going;

    /** @param going ids of what goes as well */
    DomainUse(CloudInventory target, Set<String> going) {
        this.target = target;
        this.going = going;
    }

    /** The first few objects that stay, or that a list could not be read; empty when there is nothing. */
    Optional<String> of(Resource domain) {
        try {
            List<Content> left = new ArrayList<>(target.fact(
                    List.of(DomainUse.class, domain.id()), () -> DomainContents.of(target.cloud(), domain.id())));
            target.list(AssignmentType.KIND, Scope.ALL).stream()
                    .filter(assignment -> domain.id().equals(assignment.text("domain_id")))
                    .map(assignment -> new Content(assignment.id(), "assignment " + assignment.name()))
                    .forEach(left::add);
            left.removeIf(content -> going.contains(content.id()));
            return left.isEmpty() ? Optional.empty() : Optional.of(DomainContents.told(left));
        } catch (CloudException e) {
            return Optional.of("what is in it cannot be told: " + e.getMessage());
        }
    }
}
