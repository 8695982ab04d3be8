package io.jenkins.plugins.pumphouse.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.settings.AsCode;
import io.jenkins.plugins.pumphouse.steps.CloudsAndWorkspace;
import io.jenkins.plugins.pumphouse.steps.PumpClouds;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.ClassRule;
import org.junit.Test;

/**
 * Builds that run while the plugin is replaced by a later release resume: each step that a release has stored is read,
 * as it was begun and with every value that it can have.
 */
public class StoredProgramsTest {
    private static final String SUFFIX = ".dat";
    private static final String PROGRAM = "program";

    private static final Map<String, Object> ARGUMENTS =
            Map.of("tenant", "demo", "host", "cmp-12", "hosts", List.of("cmp-12"));

    @ClassRule
    public static final CloudsAndWorkspace CLOUDS = new CloudsAndWorkspace();

    @Test
    public void whatReleasesHaveStoredIsReadWithAllItsValues() throws Exception {
        if (StoredRelease.isToBeWritten()) {
            Map<String, Object> stored = stored();
            for (Map.Entry<String, Object> each : stored.entrySet()) {
                StoredRelease.current().write(each.getKey() + SUFFIX, StoredObjects.write(each.getValue()));
            }
            StoredRelease.current().writeValues(PROGRAM, FieldLines.of(stored));
        }

        assertThat(StoredRelease.all()).isNotEmpty();
        for (StoredRelease release : StoredRelease.all()) {
            Map<String, Object> read = new LinkedHashMap<>();
            for (Path file : release.files(SUFFIX)) {
                String name = file.getFileName().toString();
                read.put(name.replace(SUFFIX, ""), StoredObjects.read(release.read(name)));
            }
            assertThat(FieldLines.of(read)).as(release.toString()).containsAll(release.valuesOf(PROGRAM));
        }
    }

    /** So that what a release writes can be read at all. */
    @Test
    public void whatIsStoredNowIsReadWithAllItsValues() throws Exception {
        for (Map.Entry<String, Object> each : stored().entrySet()) {
            assertThat(FieldLines.of(StoredObjects.read(StoredObjects.write(each.getValue()))))
                    .as(each.getKey())
                    .isEqualTo(FieldLines.of(each.getValue()));
        }
    }

    @Test
    public void everyKindOfExecutionAndCallbackIsStored() throws Exception {
        List<String> kinds = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.jenkins.plugins.pumphouse")
                        .stream()
                        .filter(type -> type.isAssignableTo(StepExecution.class)
                                || type.isAssignableTo(BodyExecutionCallback.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(stored().values())
                .extracting(each -> each.getClass().getName())
                .containsAll(kinds);
    }

    @Test
    public void aStepThatAReleaseHasBegunIsFinishedByThisOne() throws Exception {
        for (StoredRelease release : StoredRelease.all()) {
            String file = release.folder()
                    .resolve("pumpRoles-begun.dat")
                    .toAbsolutePath()
                    .toString();

            PipelineResult result =
                    CLOUDS.pipeline("resumeStored '" + file + "'\npumpRoles()").run();

            assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
            assertThat(result.console())
                    .contains("Jenkins was restarted; resuming")
                    .containsSubsequence("done", "1 created, ", "done", "5 reused");
        }
    }

    /** By name: as each step begins, and with every value that its execution can have. */
    private static Map<String, Object> stored() throws Exception {
        Map<String, Object> stored = new LinkedHashMap<>();
        for (StepDescriptor descriptor : ExtensionList.lookup(StepDescriptor.class)) {
            if (descriptor.clazz.getName().startsWith("io.jenkins.plugins.pumphouse.steps.")) {
                String name = descriptor.getFunctionName();
                stored.put(name + "-begun", begun(descriptor));
                stored.put(name + "-full", Filled.of(begun(descriptor)));
            }
        }
        stored.put("clouds-of-a-block", new PumpClouds("production", "old", "mira-os-1", "mapping.yaml"));
        Object hosts = stored.get("pumpHostBy-full");
        stored.put(
                "block-of-a-host",
                Filled.of(made(
                        "io.jenkins.plugins.pumphouse.steps.host.HostBlock",
                        hosts,
                        FieldLines.get(hosts, hosts.getClass().getDeclaredField("blocks")),
                        "cmp-12")));
        return stored;
    }

    private static StepExecution begun(StepDescriptor descriptor) throws Exception {
        Set<String> names = new HashSet<>(AsCode.setters(descriptor.clazz).keySet());
        for (Parameter parameter : descriptor.clazz.getConstructors()[0].getParameters()) {
            names.add(parameter.getName());
        }
        Map<String, Object> arguments = new HashMap<>(ARGUMENTS);
        arguments.keySet().retainAll(names);
        if (names.contains("tenant")) {
            arguments.remove("host");
        }
        return descriptor.newInstance(arguments).start(new NoContext());
    }

    private static Object made(String type, Object... arguments) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(type).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }
}
