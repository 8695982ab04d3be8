package io.jenkins.plugins.pumphouse.conventions;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.runner.RunWith;

/** The drawing of docs/ARCHITECTURE.md, held. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(
        packages = "io.jenkins.plugins.pumphouse",
        importOptions = {DoNotIncludeTests.class, NoLeftovers.class})
public class ArchitectureTest {
    private static final String ROOT = "io.jenkins.plugins.pumphouse";

    private static final Set<String> OF_THE_COMMON_POOL = Set.of("commonPool", "parallel", "parallelStream");

    private static final String[] LIBRARY = {
        ROOT + ".config..",
        ROOT + ".migration..",
        ROOT + ".host..",
        ROOT + ".transfer..",
        ROOT + ".openstack..",
        ROOT + ".http..",
        ROOT + ".login..",
        ROOT + ".remedy..",
        ROOT + ".console.."
    };

    @ArchTest
    public static final ArchRule aLayerKnowsOnlyTheLayersBelowIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("steps")
            .definedBy(ROOT + ".steps..")
            .layer("settings")
            .definedBy(ROOT + ".settings..")
            .layer("report")
            .definedBy(ROOT + ".report..")
            .layer("config")
            .definedBy(ROOT + ".config..")
            .layer("migration")
            .definedBy(ROOT + ".migration..")
            .layer("host")
            .definedBy(ROOT + ".host..")
            .layer("transfer")
            .definedBy(ROOT + ".transfer..")
            .layer("openstack")
            .definedBy(ROOT + ".openstack..")
            .layer("http")
            .definedBy(ROOT + ".http..")
            .layer("login")
            .definedBy(ROOT + ".login..")
            .layer("remedy")
            .definedBy(ROOT + ".remedy..")
            .layer("console")
            .definedBy(ROOT + ".console..")
            .whereLayer("steps")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("steps")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("steps")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("steps", "settings", "report")
            .whereLayer("migration")
            .mayOnlyBeAccessedByLayers("steps", "settings", "report")
            .whereLayer("host")
            .mayOnlyBeAccessedByLayers("steps", "settings", "report", "config")
            .whereLayer("transfer")
            .mayOnlyBeAccessedByLayers("steps", "migration")
            .whereLayer("openstack")
            .mayOnlyBeAccessedByLayers("steps", "settings", "config", "migration", "host", "transfer")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("host", "openstack")
            .whereLayer("login")
            .mayNotAccessAnyLayer()
            .whereLayer("remedy")
            .mayOnlyAccessLayers("console")
            .whereLayer("console")
            .mayNotAccessAnyLayer();

    @ArchTest
    public static final ArchRule nothingStandsOutsideTheLayers = classes()
            .should()
            .resideInAnyPackage(
                    Stream.of(new String[] {ROOT, ROOT + ".steps..", ROOT + ".settings..", ROOT + ".report.."}, LIBRARY)
                            .flatMap(Stream::of)
                            .toArray(String[]::new));

    @ArchTest
    public static final ArchRule theLibraryKnowsNoTypeOfJenkins = noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "hudson..",
                    "jenkins..",
                    "org.jenkinsci..",
                    "org.kohsuke..",
                    "org.jvnet..",
                    "com.cloudbees..",
                    "net.java.sezpoz..");

    @ArchTest
    public static final ArchRule onlyTheFenceKnowsTheOpenStackClient = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".openstack..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.openstack4j..");

    @ArchTest
    public static final ArchRule ofTheOpenStackClientOnlyTheModelsOfKeystoneAreUsed = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("org.openstack4j..")
                    .and(not(resideInAnyPackage(
                            "org.openstack4j.model.common",
                            "org.openstack4j.model.identity..",
                            "org.openstack4j.openstack.identity..")))
                    .and(not(name("org.openstack4j.core.transport.ObjectMapperSingleton"))));

    @ArchTest
    public static final ArchRule onlyTheTransportSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.apache.hc..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.HttpURLConnection")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket");

    @ArchTest
    public static final ArchRule onlyTheDriversOfBmcsAndSwitchesSpeakUdp = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".host.power..", ROOT + ".host.wiring..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.DatagramSocket");

    @ArchTest
    public static final ArchRule onlyTheDriversOfSwitchesSpeakSnmp = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".host.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snmp4j..");

    @ArchTest
    public static final ArchRule onlyTheConfigurationReadsYaml = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..");

    @ArchTest
    public static final ArchRule noTwoPackagesNeedEachOther =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    public static final ArchRule aPackageOfTheMigrationKnowsOnlyThoseBelowIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("verbs")
            .definedBy(ROOT + ".migration")
            .layer("engine")
            .definedBy(ROOT + ".migration.engine")
            .layer("plan")
            .definedBy(ROOT + ".migration.plan")
            .layer("cutover")
            .definedBy(ROOT + ".migration.cutover")
            .layer("server")
            .definedBy(ROOT + ".migration.server")
            .layer("move")
            .definedBy(ROOT + ".migration.server.move")
            .layer("content")
            .definedBy(ROOT + ".migration.server.content")
            .layer("cleanup")
            .definedBy(ROOT + ".migration.server.cleanup")
            .layer("proof")
            .definedBy(ROOT + ".migration.server.proof")
            .layer("note")
            .definedBy(ROOT + ".migration.server.note")
            .layer("inventory")
            .definedBy(ROOT + ".migration.server.inventory", ROOT + ".migration.server.card")
            .layer("type")
            .definedBy(ROOT + ".migration.type")
            .layer("options")
            .definedBy(ROOT + ".migration.options")
            .layer("model")
            .definedBy(ROOT + ".migration.model")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("verbs")
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("verbs", "engine")
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("verbs", "cutover")
            .whereLayer("move")
            .mayOnlyBeAccessedByLayers("verbs", "server")
            .whereLayer("content")
            .mayOnlyBeAccessedByLayers("verbs", "move", "cleanup", "server")
            .whereLayer("cleanup")
            .mayOnlyBeAccessedByLayers("verbs", "server")
            .whereLayer("proof")
            .mayOnlyBeAccessedByLayers("verbs", "move", "content", "cleanup", "server")
            .whereLayer("note")
            .mayOnlyBeAccessedByLayers("verbs", "proof", "move", "content", "cleanup", "server", "cutover")
            .whereLayer("inventory")
            .mayOnlyBeAccessedByLayers("note", "proof", "move", "content", "cleanup", "server")
            .whereLayer("type")
            .mayOnlyAccessLayers("options", "model")
            .whereLayer("options")
            .mayOnlyAccessLayers("model")
            .whereLayer("model")
            .mayNotAccessAnyLayer();

    @ArchTest
    public static final ArchRule theFamilyOfEachServicesFailuresIsClosed = classes()
            .that()
            .areAssignableTo(RemediableException.class)
            .and()
            .doNotHaveFullyQualifiedName(RemediableException.class.getName())
            .should(ArchCondition.from(DescribedPredicate.describe(
                    "be sealed or final",
                    c -> c.reflect().isSealed() || c.getModifiers().contains(JavaModifier.FINAL))));

    @ArchTest
    public static final ArchRule nobodyPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    public static final ArchRule nobodyPrintsAStackTrace = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(Throwable.class))).and(target(name("printStackTrace"))));

    @ArchTest
    public static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class);

    /** Its threads are those of all plugins, and any of these may block them. */
    @ArchTest
    public static final ArchRule nothingIsDoneInTheCommonPool = noClasses()
            .should()
            .callMethodWhere(describe("needs a thread of the common pool", ArchitectureTest::needsTheCommonPool));

    @ArchTest
    public static final ArchRule nobodyLeavesSomethingUnsupported =
            noClasses().should().dependOnClassesThat().areAssignableTo(UnsupportedOperationException.class);

    @ArchTest
    public static final ArchRule aNameSaysWhatTheClassIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");

    /** A rule over classes, as the runner of ArchUnit runs no plain test. */
    @ArchTest
    public static void everyPackageIsNamedInTheDocument(JavaClasses classes) throws IOException {
        String document = Files.readString(Path.of("docs/ARCHITECTURE.md"));

        assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                .filteredOn(name -> !name.equals(ROOT))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(document)
                        .as(name)
                        .containsPattern("\\b" + name.substring(name.lastIndexOf('.') + 1) + "\\b"));
    }

    private static boolean needsTheCommonPool(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        boolean isOfJava = owner.getPackageName().startsWith("java.");
        return isOfJava && OF_THE_COMMON_POOL.contains(call.getName())
                || isOfJava
                        && call.getName().endsWith("Async")
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(type -> type.isAssignableTo(Executor.class));
    }
}
