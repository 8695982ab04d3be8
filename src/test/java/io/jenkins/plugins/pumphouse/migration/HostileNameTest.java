package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Whoever may name a network writes nothing into a build's log but that name. */
public class HostileNameTest {
    private static final String NOTE = "\u001B[8mha:////4AAAA\u001B[0m";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private static final String TURNED = "a\u202Egpj.b\u2066c";

    @Test
    public void controlCharactersOfNamesAreShownEscapedInLinesAndReport() throws Exception {
        ObjectNode network = new ObjectMapper().createObjectNode();
        network.putObject("network")
                .put("name", "evil" + NOTE + "\nFinished: SUCCESS")
                .put("tenant_id", clouds.source.project("demo").id());
        clouds.source.inside().post("network", "/v2.0/networks", network);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(clouds.lines).allSatisfy(HostileNameTest::isHarmless);
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("evil\\u001B[8mha:////4AAAA\\u001B[0m\\nFinished: SUCCESS"));
        assertThat(moved.outcomes().stream().map(Outcome::name)).allSatisfy(HostileNameTest::isHarmless);
        assertThat(moved.toMap().toString()).satisfies(HostileNameTest::isHarmless);
        assertThat(clouds.target
                        .inside()
                        .list("network", "/v2.0/networks", "networks")
                        .toString())
                .contains("\\u001B[8mha:");
    }

    /**
     * The override of the reading direction would turn what follows it on a page, too: here a rule into its opposite.
     */
    @Test
    public void whatTurnsTheReadingDirectionIsEscapedInEveryReport() throws Exception {
        String demo = clouds.source.project("demo").id();
        String network = clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        new ObjectMapper()
                                .createObjectNode()
                                .put("name", TURNED)
                                .put("tenant_id", demo))
                .path("id")
                .asText();
        assertThat(clouds.inventory(Selection.ofTenant("demo")).toReport().toString())
                .satisfies(HostileNameTest::isInOrder);
        clouds.move(Verb.NETWORKS);
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/networks/" + network,
                        new ObjectMapper()
                                .createObjectNode()
                                .set(
                                        "network",
                                        new ObjectMapper().createObjectNode().put("description", TURNED)));

        assertThat(clouds.drift(Selection.ofTenant("demo")).toReport().toString())
                .satisfies(HostileNameTest::isInOrder);
        assertThat(clouds.plan(Verb.NETWORKS, Selection.ofTenant("demo"))
                        .toMap()
                        .toString())
                .satisfies(HostileNameTest::isInOrder);
        assertThat(clouds.move(Verb.NETWORKS).toMap().toString())
                .contains("updates")
                .satisfies(HostileNameTest::isInOrder);
        assertThat(clouds.lines).allSatisfy(HostileNameTest::isInOrder);
    }

    private static void isInOrder(String text) {
        assertThat(text.codePoints().noneMatch(c -> Character.getType(c) == Character.FORMAT))
                .as(text)
                .isTrue();
    }

    @Test
    public void exceptionsShowThemEscapedToo() throws Exception {
        clouds.source
                .inside()
                .make(
                        "identity",
                        "/v3/projects",
                        "project",
                        new ObjectMapper().createObjectNode().put("name", "evil" + NOTE));

        Throwable thrown = catchThrowable(() -> clouds.move(Verb.NETWORKS, Selection.ofTenant("no" + NOTE)));

        assertThat(thrown).hasMessageContaining("evil\\u001B[8mha:").hasMessageContaining("no\\u001B");
        isHarmless(thrown.getMessage());
    }

    @Test
    public void whatAServiceSaysIsEscapedToo() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2.0/networks")
                .status(400)
                .body("{\"NeutronError\": {\"type\": \"X\", \"message\": \"no \\u001b[8mha:////4AAAA\\u001b[0m\","
                        + " \"detail\": \"\"}}");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).isTrue();
        assertThat(List.copyOf(clouds.lines)).allSatisfy(HostileNameTest::isHarmless);
        assertThat(moved.outcomes().stream().map(Outcome::message)).allSatisfy(HostileNameTest::isHarmless);
    }

    private static void isHarmless(String text) {
        assertThat(text.chars().noneMatch(Character::isISOControl)).as(text).isTrue();
    }
}
