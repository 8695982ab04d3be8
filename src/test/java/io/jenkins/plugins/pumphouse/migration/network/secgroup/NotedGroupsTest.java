package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.Test;

/** Which groups a note in the description of another gives a mark. */
public class NotedGroupsTest {
    private static final String SOURCE = "0c2f4b0e-6a52-4f0e-9d43-5d2a0b6d3c11";
    private static final Mark FIRST = new Mark("old", "7be0f5d5-2b3f-4c39-8a5c-1f5e8b2c9d10");

    private final ObjectNode web = group("web", "Web servers");
    private final ObjectNode first =
            group("db", new BatchNote(FIRST, Map.of(BatchNote.fingerprint(web), SOURCE)).text());

    private static ObjectNode group(String name, String description) {
        return Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("name", name)
                .put("description", description)
                .put("tenant_id", "demo");
    }

    private List<String> marked(ObjectNode... groups) {
        return NotedGroups.marked(List.of(groups)).stream()
                .filter(group -> Marking.TAG
                        .of(group)
                        .filter(new Mark("old", SOURCE)::equals)
                        .isPresent())
                .map(group -> group.path("id").asText())
                .toList();
    }

    @Test
    public void aGroupThatIsNamedGetsItsMark() {
        assertThat(marked(first, web)).containsExactly(web.path("id").asText());
        assertThat(Marking.TAG.of(first)).contains(FIRST);
    }

    @Test
    public void aGroupWithAnotherNameDescriptionOrProjectDoesNot() {
        ObjectNode elsewhere = group("web", "Web servers").put("tenant_id", "shop");

        assertThat(marked(first, group("web", "Mine"), group("www", "Web servers"), elsewhere))
                .isEmpty();
    }

    @Test
    public void aGroupWithARuleOfItsOwnerDoesNot() {
        web.putArray("security_group_rules")
                .addObject()
                .put("direction", "egress")
                .put("ethertype", "IPv4");
        assertThat(marked(first, web)).hasSize(1);

        web.withArray("security_group_rules")
                .addObject()
                .put("direction", "ingress")
                .put("protocol", "tcp");

        assertThat(marked(first, web)).isEmpty();
    }

    @Test
    public void aSecondGroupOfThatNameDoesNotWhileTheMarkedOneIsThere() {
        ObjectNode done = group("web", "Web servers");
        done.set("tags", Json.array(List.of(new Mark("old", SOURCE).tag())));

        assertThat(marked(first, web, done)).containsExactly(done.path("id").asText());
    }

    @Test
    public void aNoteFitsIntoADescriptionWhateverTheCloudIsCalled() {
        for (int length = 1; length < 200; length++) {
            Mark mark = new Mark("c".repeat(length), SOURCE);
            Map<String, String> others = new LinkedHashMap<>();
            for (int i = 0; i < BatchNote.room(mark); i++) {
                others.put(
                        BatchNote.fingerprint(group("g" + i, "")),
                        UUID.randomUUID().toString());
            }
            BatchNote note = new BatchNote(mark, others);
            assertThat(note.text())
                    .hasSizeLessThanOrEqualTo(Math.max(255, mark.tag().length()));
            if (!others.isEmpty()) {
                assertThat(BatchNote.of(note.text())).contains(note);
            }
        }
        assertThat(BatchNote.room(new Mark("good_old_openstack", SOURCE))).isGreaterThanOrEqualTo(5);
    }

    @Test
    public void whatSomebodyElseWritesIsNoNote() {
        assertThat(BatchNote.of(null)).isEmpty();
        assertThat(BatchNote.of("pumphouse_with=abc")).isEmpty();
        assertThat(BatchNote.of("pumphouse_with=abc and more")).isEmpty();
        assertThat(BatchNote.of("pumphouse_with=" + "*".repeat(28) + " " + FIRST.tag()))
                .isEmpty();
    }
}
