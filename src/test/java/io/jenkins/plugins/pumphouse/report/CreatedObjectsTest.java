package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.FieldUpdate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a build has created on the target, as its reports say. */
public class CreatedObjectsTest {
    @Rule
    public final TemporaryFolder build = new TemporaryFolder();

    @Test
    public void whatItHasCreatedIsAmongThemAndWhatItHasFoundOrChangedIsNot() throws Exception {
        assertThat(created(row("network", "created", "'seconds': 1")))
                .containsExactly(new CreatedObject("network", "demo", "id-1", "id-2", Map.of(), Map.of()));
        assertThat(created(row("network", "updated", "'seconds': 1"))).isEmpty();
        assertThat(created(row("server", "created", "'seconds': 1"))).isEmpty();
    }

    /** Its creation has succeeded, and reading it back has not. */
    @Test
    public void whatItHasCreatedAndCouldNotReadBackIsAmongThem() throws Exception {
        assertThat(created(row("network", "failed", "'written': 'created'"))).hasSize(1);
        assertThat(created(row("network", "failed", "'written': 'updated'"))).isEmpty();
        assertThat(created(row("network", "failed", "'seconds': 1"))).isEmpty();
    }

    @Test
    public void whatItHasUpdatedIsAmongThemFieldByFieldAlsoAfterItWasKept() throws Exception {
        List<CreatedObject> updated = created(row(
                "network",
                "updated",
                "'updates': [{'field': 'description', 'before': 'old', 'after': 'new'}], 'seconds': 1"));

        assertThat(updated).singleElement().satisfies(one -> {
            assertThat(one.onlyUpdated()).isTrue();
            assertThat(one.updates()).containsExactly(new FieldUpdate("description", "old", "new"));
        });
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readValue(json.writeValueAsString(updated), new TypeReference<List<CreatedObject>>() {}))
                .isEqualTo(updated);
    }

    @Test
    public void aQuotaThatItHasSetIsAmongThemWithWhatItWas() throws Exception {
        assertThat(created(row(
                        "quota",
                        "updated",
                        "'quotasBefore': {'compute cores': 20}, 'quotasAfter': {'compute cores': 42}")))
                .containsExactly(new CreatedObject(
                        "quota", "demo", "id-1", "id-2", Map.of("compute cores", 20L), Map.of("compute cores", 42L)));
        assertThat(created(row("quota", "reused", "'seconds': 1"))).isEmpty();
    }

    private List<CreatedObject> created(String row) throws IOException {
        File file = build.newFile();
        Files.writeString(file.toPath(), ("{'dryRun': false, 'resources': [" + row + "]}").replace('\'', '"'));
        return CreatedObjects.of(List.of(file));
    }

    private static String row(String type, String outcome, String more) {
        return "{'type': '" + type + "', 'name': 'demo', 'source': 'id-1', 'target': 'id-2', 'outcome': '" + outcome
                + "', " + more + "}";
    }
}
