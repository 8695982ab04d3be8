package io.jenkins.plugins.pumphouse.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Result;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.pipeline.CredentialsInMemory;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The ten minutes of the README, as somebody does them who pastes each of its blocks: without an agent. */
public class FirstDryRunTest {
    private EmbeddedCloud source;
    private EmbeddedCloud target;
    private String section;

    @Before
    public void twoClouds() throws IOException {
        source = EmbeddedCloud.v2("good_old_openstack").start();
        target = EmbeddedCloud.v3("mira-os-1").start();
        Fixture.demo(source);
        Fixture.target(target);
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("## A first dry run in ten minutes");
        section = readme.substring(begin, readme.indexOf("\n## ", begin + 1));
    }

    @After
    public void close() {
        PumphouseConfiguration.get().setConfigurations(null);
        CredentialsInMemory.clear();
        source.close();
        target.close();
    }

    @Test
    public void whatIsPastedIntoTheSettingsIsTestedReadPlannedAndMoved() throws Exception {
        CredentialsInMemory.addLogin("old-cloud", source.username(), source.password());
        CredentialsInMemory.addLogin("new-cloud", target.username(), target.password());
        paste();
        assertThat(tested().kind).isEqualTo(FormValidation.Kind.OK);
        List<String> scripts = blocks("groovy");
        assertThat(scripts).hasSize(3);

        PipelineResult inventory = run(scripts.get(0));
        int writes = writes();
        PipelineResult plan = run(scripts.get(1));
        assertThat(writes()).isEqualTo(writes);
        PipelineResult move = run(scripts.get(2));

        assertThat(inventory.console()).contains("stays behind");
        assertThat(plan.console()).contains("to create");
        assertThat(move.console()).containsSubsequence("Move them?", "+  server           web-1");
    }

    @Test
    public void aWrongPasswordIsToldByTheButtonAndByTheStep() throws Exception {
        CredentialsInMemory.addLogin("old-cloud", source.username(), "wrong");
        CredentialsInMemory.addLogin("new-cloud", target.username(), target.password());
        paste();

        assertThat(tested().kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(tested().getMessage()).contains("good_old_openstack", "401");
        PipelineResult result = Pipeline.of(blocks("groovy").get(0)).run();
        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("good_old_openstack refused", "Check the password");
    }

    private void paste() {
        String yaml = blocks("yaml")
                .get(0)
                .replace("http://10.0.0.1:5000/v2.0/", source.authUrl())
                .replace("https://api.example.com:5000/v3", target.authUrl())
                .replaceAll("tenant: admin", "tenant: " + source.tenant());
        PumphouseConfiguration.get().setConfigurations(List.of(new NamedConfiguration("production", yaml)));
    }

    private static FormValidation tested() throws InterruptedException {
        return ExtensionList.lookupSingleton(NamedConfiguration.DescriptorImpl.class)
                .doTestConnections(null, "production");
    }

    private static PipelineResult run(String script) throws Exception {
        PipelineResult result =
                Pipeline.of(script).patience(Duration.ofMinutes(10)).run();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        return result;
    }

    private int writes() {
        return source.journal().writes().size() + target.journal().writes().size();
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
