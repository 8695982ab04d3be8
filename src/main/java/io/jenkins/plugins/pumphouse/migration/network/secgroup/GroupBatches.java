package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.network.neutron.Creation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.CreationBatch;
import io.jenkins.plugins.pumphouse.migration.network.neutron.CreationBatches;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The security groups that a run makes, as many in a request as its {@link BatchNote} can name.
 *
 * <p>A group waits while another of the same {@link BatchNote#fingerprint} is without its tags: after a kill, two notes
 * would name both.
 */
final class GroupBatches extends CreationBatches {
    private final Map<String, JsonNode> rules = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<ChangeResult> create(Creation birth) {
        birth.made().thenAccept(made -> {
            JsonNode own = made.path("security_group_rules");
            if (own.isArray()) {
                rules.put(made.path("id").asText(), own);
            }
        });
        return super.create(birth);
    }

    /** The rules with which a group of this run was made; empty when another made it, or Neutron did not say. */
    Optional<JsonNode> rulesOf(String group) {
        return Optional.ofNullable(rules.get(group));
    }

    @Override
    protected CreationBatch batch(List<Creation> births) {
        return new GroupBatch(births);
    }

    @Override
    protected int most(Creation first) {
        return 1 + BatchNote.room(first.mark());
    }

    /**
     * One without a name comes alone: the note would say of an unnamed group of the target's own that it is the one.
     */
    @Override
    protected boolean goesWith(Creation first, Creation other) {
        return !other.wanted().path("name").asText().isEmpty()
                && BatchNote.canName(other.mark().id());
    }

    @Override
    protected Object likeness(Creation birth) {
        return birth.wanted().path("tenant_id").asText() + ' ' + BatchNote.fingerprint(birth.wanted());
    }

    @Override
    public void close() {
        super.close();
        rules.clear();
    }
}
