package io.jenkins.plugins.pumphouse.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Objects of reports link to their pages in both clouds' dashboards, where the configuration names these. */
public class DashboardLinksTest {
    private static final String ID = "1b5f3c1e-4a0b-4a57-9f4c-0242ac120002";

    @Test
    public void theAddressesAreThoseOfHorizon() {
        DashboardLinks links = links("https://old.example.com/horizon/");

        assertThat(links.ofProject("source", "server", ID))
                .isEqualTo("https://old.example.com/horizon/project/instances/" + ID + "/");
        assertThat(links.ofAdministrator("source", "server", ID))
                .isEqualTo("https://old.example.com/horizon/admin/instances/" + ID + "/detail");
        assertThat(links.ofProject("source", "network", ID))
                .isEqualTo("https://old.example.com/horizon/project/networks/" + ID + "/detail");
        assertThat(links.ofProject("source", "router", ID)).endsWith("/project/routers/" + ID + "/");
    }

    @Test
    public void thereIsNoLinkWithoutADashboardOrAPageInIt() {
        DashboardLinks links = links("https://old.example.com");

        assertThat(links.ofProject("target", "server", ID)).isEmpty();
        assertThat(links.ofProject("source", "keypair", ID)).isEmpty();
        assertThat(links.ofProject("source", "server", "")).isEmpty();
    }

    @Test
    public void whatIsNoAddressOfAPageOrNoIdMakesNoLink() {
        for (String wrong : List.of(
                "javascript:alert(1)",
                "ftp://old.example.com",
                "//old.example.com",
                "https://a:b@old",
                "https://",
                "a b")) {
            assertThat(links(wrong).ofProject("source", "server", ID)).as(wrong).isEmpty();
        }
        assertThat(links("https://old.example.com").ofProject("source", "server", "../../logout"))
                .isEmpty();
    }

    @Test
    public void theReportThatIsTakenAlongLinksThem() throws Exception {
        String page = HtmlReport.of(
                new ObjectMapper().valueToTree(Map.of("reports", List.of(report("https://old.example.com/a&b")))));

        assertThat(page)
                .contains("href=\"https://old.example.com/a&amp;b/project/instances/" + ID + "/\" title=\"" + ID
                        + "\">1b5f3c1e…</a>")
                .contains("/admin/instances/" + ID + "/detail\" title=\"for administrators\">admin</a>")
                .doesNotContain("a&b");
    }

    @Test
    public void thePageOfTheBuildLinksThem() throws Exception {
        Pipeline pipeline = Pipeline.of("echo 'moved'");
        pipeline.run();
        MigrationAction action = MigrationAction.of(pipeline.build());
        action.add("pumpInstances", report("https://old.example.com"));

        assertThat(action.getReport("1").getRows().get(0).get("ids"))
                .isEqualTo(List.of(
                        new ObjectId(
                                ID,
                                "https://old.example.com/project/instances/" + ID + "/",
                                "https://old.example.com/admin/instances/" + ID + "/detail"),
                        new ObjectId("", "", "")));
    }

    private static Map<String, Object> report(String dashboard) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("type", "server");
        server.put("name", "web-1");
        server.put("source", ID);
        server.put("target", null);
        server.put("outcome", "created");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("summary", "1 created");
        report.put("dashboards", Map.of("source", dashboard));
        report.put("resources", List.of(server));
        return report;
    }

    private static DashboardLinks links(String source) {
        return DashboardLinks.of(Map.of("dashboards", Map.of("source", source)));
    }
}
