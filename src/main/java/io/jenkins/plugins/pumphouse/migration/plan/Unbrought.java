package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What belongs to an object that comes, and does not come with it: a step was asked for neither, and others need no
 * more than the object. Its line says so.
 */
final class Unbrought {
    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final Matcher matcher;
    private final Set<ResourceKey> planned;

    /** @param planned what comes, is there, or is refused by itself */
    Unbrought(Function<Kind, ResourceType> types, CloudInventory source, Matcher matcher, Set<ResourceKey> planned) {
        this.types = types;
        this.source = source;
        this.matcher = matcher;
        this.planned = planned;
    }

    /** The same change, which tells it. */
    Change told(Change change) {
        ResourceType type = types.apply(change.resource().kind());
        boolean marked = change.existing().flatMap(type::mark).isPresent();
        if (!planned.contains(change.key()) || !(change.decision() == Decision.CREATE || comesBack(change) && marked)) {
            return change;
        }
        List<String> left = new ArrayList<>(change.leftBehind());
        type.apart(change.resource(), source).forEach((part, said) -> {
            if (!planned.contains(part) && !(marked && isThere(part))) {
                left.add(said);
            }
        });
        return left.size() == change.leftBehind().size() ? change : change.leaving(left);
    }

    private static boolean comesBack(Change change) {
        return change.decision() == Decision.REUSE || change.decision() == Decision.UPDATE;
    }

    /** An earlier run has brought it. */
    private boolean isThere(ResourceKey key) {
        try {
            Optional<Resource> part = source.find(key.kind(), key.id());
            return part.isEmpty()
                    || matcher.match(
                                            part.get(),
                                            types.apply(key.kind()),
                                            new Draft(part.get(), List.of(), false, "", List.of()))
                                    .decision()
                            == Decision.REUSE;
        } catch (CloudException e) {
            return false;
        }
    }
}
