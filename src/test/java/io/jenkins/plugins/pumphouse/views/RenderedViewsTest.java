package io.jenkins.plugins.pumphouse.views;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.report.JobTrends;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.report.ReportPage;
import io.jenkins.plugins.pumphouse.report.RunningSteps;
import io.jenkins.plugins.pumphouse.report.RunningSteps.RunningStep;
import io.jenkins.plugins.pumphouse.settings.AsCode;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import io.jenkins.plugins.pumphouse.settings.UnreadableConfigurations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.After;
import org.junit.Test;
import org.jvnet.localizer.LocaleProvider;
import org.yaml.snakeyaml.Yaml;

/**
 * Every page and form is rendered: names that nothing has, lists that cannot be filled, includes that lead nowhere and
 * texts that are missing fail here, not in front of a person.
 */
public class RenderedViewsTest {
    private static final Instant BEGAN = Instant.parse("2026-03-02T01:10:00Z");
    private static final List<String> LANGUAGES = List.of("", "_de", "_fr");
    private static final String CONFIGURATION = """
            name: production
            source:
              - {name: old, auth_url: "http://10.0.0.1:5000/v2.0/", credentials: old-admin, tenant: admin, insecure: true,
                 endpoints: {identity: "http://10.0.0.1:35357/v2.0"}}
            target:
              - {name: mira-os-1, auth_url: "https://10.0.1.1:5000/v3", credentials: new, fuel_url: "http://10.20.0.2:8000/api/",
                 fuel_credentials: fuel-admin, fuel_environment: mos-prod}
              - {name: mira-os-2, auth_url: "https://10.0.2.1:5000/v3", credentials: new-2}
            mapping: [{kind: flavors, source: m1.small, target: c1.small}]
            cutover: [{network: web-net, when: now}]
            host_defaults:
              bmc: {credentials: bmc-rack3, timeout: 30s, suite: 17}
              switch: tor-3
              vlan: 99
              roles: [compute, ceph-osd]
              labels: [{name: rack, value: 3}, {name: row, value: b}]
              timeouts: {deploy: 3h}
            hosts:
              - name: cmp-12
                bmc: {address: 10.1.0.12}
                macs: ["00:25:90:e7:46:d0", "00:25:90:e7:46:d1"]
                ports: [ge-0/0/17]
                disks: [{volume: os, size: 64GB, "on": first}, {volume: vm, size: rest}]
                interfaces: [{name: eth0, networks: [fuelweb_admin, management]}]
                template: {interfaces: node-9}
              - {name: cmp-13, bmc: {address: 10.1.0.13}, wiring: none}
            switches: [{name: tor-3, address: 10.1.0.2, credentials: tor-3, version: v3}]
            """;

    @After
    public void forget() {
        PumphouseConfiguration.get().setConfigurations(null);
    }

    @Test
    public void everyFormIsDrawnForANewObjectInEveryLanguage() {
        assertThat(described()).isNotEmpty().allSatisfy(type -> {
            for (String language : LANGUAGES) {
                assertThat(new Rendering(language).form(type, null)).contains("name=\"_.");
            }
        });
    }

    /** Above all: nothing that is stored gets lost when somebody opens the page and saves it. */
    @Test
    public void aConfigurationComesBackFromItsFormAsItWas() {
        NamedConfiguration stored = stored();

        Map<String, Object> sent = Submission.of(new Rendering("").form(NamedConfiguration.class, stored));

        assertThat(sent).doesNotContainKey("").containsKeys("name", "source", "hosts", "host_defaults");
        assertThat(Submission.bind(NamedConfiguration.class, sent).getExported())
                .isEqualTo(stored.getExported());
    }

    @Test
    public void theWholeSettingsComeBackFromTheirForm() {
        NamedConfiguration text = new NamedConfiguration("lab", stored().getExported());
        PumphouseConfiguration.get().setConfigurations(List.of(stored(), text));

        String form = new Rendering("").form(PumphouseConfiguration.class, PumphouseConfiguration.get());
        List<?> rows = (List<?>) Submission.of(form).get("configurations");

        assertThat(rows).hasSize(2);
        assertThat(bound(rows.get(0)).getExported()).isEqualTo(stored().getExported());
        assertThat(bound(rows.get(1)).getYaml()).isEqualTo(text.getYaml());
        assertThat(bound(rows.get(1)).getSource()).isNull();
    }

    @Test
    public void aNewConfigurationOfTheFormSaysNothing() {
        Map<String, Object> sent = Submission.of(new Rendering("").form(NamedConfiguration.class, null));

        assertThat(sent).doesNotContainKeys("source", "hosts"); // no rows, no key
        assertThat(Submission.bind(NamedConfiguration.class, sent).getExported())
                .isEmpty();
    }

    /** The snippet generator makes a step of a form that nobody has filled in. */
    @Test
    public void everyStepIsMadeOfItsEmptyForm() {
        assertThat(described())
                .filteredOn(Step.class::isAssignableFrom)
                .isNotEmpty()
                .allSatisfy(type -> {
                    Map<String, Object> sent = Submission.of(new Rendering("").form(type, null));
                    Object made = Submission.bind(type, sent);
                    Map<String, Object> again = Submission.of(new Rendering("").form(type, made));
                    assertThat(again).as("after " + sent).isEqualTo(sent);
                });
    }

    @Test
    public void thePagesOfABuildAreDrawnInEveryLanguageAndEscaped() throws Exception {
        MigrationAction action = action("web-<0>", "cmp-<12>");
        ReportPage report = action.getReport("1");
        for (String language : LANGUAGES) {
            Rendering rendering = new Rendering(language);
            assertThat(rendering.page(action, "index.jelly", Map.of()))
                    .contains("cmp-&lt;12&gt;", "no room on the target", "<svg", "report/1/")
                    .doesNotContain("<12>");
            assertThat(rendering.page(action, "summary.jelly", Map.of())).contains("2 created");
            assertThat(rendering.page(report, "index.jelly", Map.of("q", "<x>")))
                    .contains("value=\"&lt;x&gt;\"");
            assertThat(rendering.page(report, "index.jelly", Map.of()))
                    .contains("web-&lt;0&gt;", "image: ", "project &lt;demo&gt;", ">lacks<")
                    .contains("href=\"https://horizon.old.example.com/project/instances/", "/admin/networks/");
        }
    }

    /** Also what code puts on a page, not only what stands in its view. */
    @Test
    public void theWordsOfAReportAreInTheLanguageOfThePage() throws Exception {
        MigrationAction action = action("web-1", "cmp-12");
        LocaleProvider former = LocaleProvider.getProvider();
        try {
            for (Words words : List.of(
                    new Words(Locale.ENGLISH, "created", "lacks", "failed", "rewiring", "done"),
                    new Words(Locale.GERMAN, "angelegt", "fehlt", "fehlgeschlagen", "Umverkabeln", "erledigt"),
                    new Words(Locale.FRENCH, "créé", "manque", "en échec", "recâblage", "terminé"))) {
                LocaleProvider.setProvider(words);
                Rendering rendering = new Rendering(words.suffix());
                assertThat(rendering.page(action.getReport("1"), "index.jelly", Map.of()))
                        .contains("<td>" + words.created + "</td>", ">" + words.lacks + "<", "<td>" + words.failed)
                        .contains("<option value=\"created\">" + words.created + "</option>");
                assertThat(rendering.page(action, "index.jelly", Map.of()))
                        .contains(">" + words.failed + ": no answer of tor-3", "<td>" + words.rewiring + "</td>")
                        .contains("<td>" + words.done + "</td>", words.rewiring + " 30 s: no answer of tor-3");
                assertThat(rendering.page(action, "summary.jelly", Map.of())).contains("cmp-12: " + words.failed);
            }
        } finally {
            LocaleProvider.setProvider(former);
        }
    }

    private static final class Words extends LocaleProvider {
        private final Locale locale;
        private final String created;
        private final String lacks;
        private final String failed;
        private final String rewiring;
        private final String done;

        private Words(Locale locale, String created, String lacks, String failed, String rewiring, String done) {
            this.locale = locale;
            this.created = created;
            this.lacks = lacks;
            this.failed = failed;
            this.rewiring = rewiring;
            this.done = done;
        }

        @Override
        public Locale get() {
            return locale;
        }

        private String suffix() {
            return locale == Locale.ENGLISH ? "" : "_" + locale.getLanguage();
        }
    }

    @Test
    public void whileAStepRunsThePageSaysWhatItDoesAndIsReadAnew() throws Exception {
        MigrationAction action = action("web-1", "cmp-12");
        RunningStep step = new RunningStep("pumpInstances", () -> "moving servers: 12 done, <4> copying");
        for (String language : LANGUAGES) {
            RunningSteps.add(action.getRun(), step);
            assertThat(new Rendering(language).page(action, "index.jelly", Map.of()))
                    .contains(
                            "http-equiv=\"refresh\"",
                            "<a href=\"?refresh=off\">",
                            "moving servers: 12 done, &lt;4&gt; copying");
            // Who reads with a keyboard loses the place with each refresh.
            assertThat(new Rendering(language).page(action, "index.jelly", Map.of("refresh", "off")))
                    .contains("<a href=\"?refresh=on\">", "copying")
                    .doesNotContain("http-equiv=\"refresh\"");
            RunningSteps.remove(action.getRun(), step);
            assertThat(new Rendering(language).page(action, "index.jelly", Map.of()))
                    .doesNotContain("refresh", "copying");
        }
    }

    /** Nothing is cut off at 400 px: rows become blocks, and a number there says what it is. */
    @Test
    public void theTablesOfABuildKnowNarrowScreens() throws Exception {
        MigrationAction action = action("web-1", "cmp-12");
        for (String page : List.of(
                new Rendering("_de").page(action, "index.jelly", Map.of()),
                new Rendering("_de").page(action.getReport("1"), "index.jelly", Map.of()))) {
            assertThat(page).contains("max-width: 640px", "class=\"pumphouse-rows\"", "data-label=\"Sekunden\"");
        }
    }

    static Object trend(MigrationAction action) {
        return new JobTrends().createFor(action.getRun().getParent()).iterator().next();
    }

    @Test
    public void thePageOfAJobIsDrawnInEveryLanguage() throws Exception {
        Object trend = trend(action("web-1", "cmp-12"));
        for (String language : LANGUAGES) {
            assertThat(new Rendering(language).page(trend, "index.jelly", Map.of()))
                    .contains("<svg", "#1: 1", "#1: 512 MB", "/jenkins/job/pipeline/1/pumphouse/", "<td>41</td>");
        }
    }

    @Test
    public void theWarningOfUnreadableConfigurationsIsDrawn() {
        PumphouseConfiguration.get().setConfigurations(List.of(stored()));
        PumphouseConfiguration.get().getConfigurations().get(0).setYaml("sorce: []");
        for (String language : LANGUAGES) {
            assertThat(new Rendering(language)
                            .page(
                                    ExtensionList.lookupSingleton(UnreadableConfigurations.class),
                                    "message.jelly",
                                    Map.of()))
                    .contains("<li>", "/jenkins/manage/configure");
        }
    }

    @Test
    public void theWarningNamesTheFolderAndLeadsToItsPage() {
        for (String language : LANGUAGES) {
            assertThat(new Rendering(language).page(unreadableOfAFolder(), "message.jelly", Map.of()))
                    .contains("/jenkins/job/shop/job/night/configure", "shop/night", "<li>lab: &lt;b&gt; is no cloud")
                    .doesNotContain("manage/configure");
        }
    }

    static UnreadableConfigurations unreadableOfAFolder() {
        return new UnreadableConfigurations() {
            @Override
            public List<Place> getPlaces() {
                return List.of(
                        new Place("shop/night", "job/shop/job/night/configure", List.of("lab: <b> is no cloud")));
            }
        };
    }

    /** A view that no test draws is one that nobody has seen. */
    @Test
    public void everyViewIsOneOfThese() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/io"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".jelly"))
                            .map(file -> file.getFileName().toString()))
                    .isSubsetOf(
                            "config.jelly",
                            "keys.jelly",
                            "index.jelly",
                            "summary.jelly",
                            "message.jelly",
                            "jobMain.jelly");
        }
    }

    private static NamedConfiguration bound(Object row) {
        @SuppressWarnings("unchecked") // an object of the form's JSON
        Map<String, Object> json = (Map<String, Object>) row;
        return Submission.bind(NamedConfiguration.class, json);
    }

    @SuppressWarnings("unchecked") // the text is a map
    static NamedConfiguration stored() {
        return AsCode.make(NamedConfiguration.class, (Map<String, ?>) new Yaml().load(CONFIGURATION));
    }

    static MigrationAction action(String name, String hypervisor) throws Exception {
        Pipeline pipeline = Pipeline.of("echo 'moved'");
        pipeline.run();
        Run<?, ?> run = pipeline.build();
        MigrationAction action = MigrationAction.of(run);
        List<Map<String, Object>> resources = new ArrayList<>();
        resources.add(resource("server", name, "created", "ACTIVE on compute-1, off for 41 s"));
        resources.get(0).put("bytes", 512_000_000L);
        resources.get(0).put("downtime", 41L);
        resources.get(0).put("ledger", Map.of("image", "hash equal", "address 10.0.0.3", "kept"));
        resources.add(resource("server", "db-1", "failed", "no room on the target: raise the quota of cores"));
        resources.add(resource("network", "web-net", "created", ""));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("summary", "2 created, 1 failed");
        report.put("dryRun", false);
        report.put("source", "old");
        report.put("target", "mira-os-1");
        report.put("seconds", 93);
        report.put("notes", List.of("Ports of 2 projects are shared."));
        report.put(
                "fit",
                List.of(Map.of(
                        "state",
                        "lacks",
                        "where",
                        "project <demo>",
                        "what",
                        "cores",
                        "needed",
                        5,
                        "free",
                        2,
                        "text",
                        "")));
        report.put("resources", resources);
        action.add("pumpInstances", Map.of("source", "https://horizon.old.example.com"), report);
        HostState host = HostState.of(hypervisor);
        host.enter(Phase.POWER_OFF, BEGAN, Duration.ofHours(1));
        host.complete(BEGAN.plusSeconds(50));
        host.enter(Phase.REWIRE, BEGAN.plusSeconds(50), Duration.ofHours(1));
        host.fail(BEGAN.plusSeconds(80), "no answer of tor-3");
        action.hosts("7").write(List.of(host));
        return action;
    }

    private static Map<String, Object> resource(String type, String name, String outcome, String message) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("type", type);
        resource.put("name", name);
        resource.put("source", "1b5f3c1e-4a0b-4a57-9f4c-0242ac120002");
        resource.put("target", "2c6f3c1e-4a0b-4a57-9f4c-0242ac120002");
        resource.put("outcome", outcome);
        resource.put("seconds", 41);
        resource.put("message", message);
        return resource;
    }

    private static List<Class<?>> described() {
        return ExtensionList.lookup(Descriptor.class).stream()
                .<Class<?>>map(descriptor ->
                        descriptor instanceof GlobalConfiguration ? descriptor.getClass() : descriptor.clazz)
                .filter(type -> type.getName().matches("io\\.jenkins\\.plugins\\.pumphouse\\.(settings|steps)\\..*"))
                .toList();
    }
}
