package io.jenkins.plugins.pumphouse.conventions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.Secret;
import java.util.Set;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.runner.RunWith;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** What Jenkins asks of a plugin's classes and cannot check itself before it is too late. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packages = "io.jenkins.plugins.pumphouse", importOptions = DoNotIncludeTests.class)
public class JenkinsRulesTest {
    @ArchTest
    public static final ArchRule whatAFormOrAScriptCreatesIsPublic = constructors()
            .that()
            .areAnnotatedWith(DataBoundConstructor.class)
            .should()
            .bePublic()
            .andShould(new ArchCondition<>("be declared in a public class that needs no outer instance") {
                @Override
                public void check(JavaConstructor constructor, ConditionEvents events) {
                    boolean reachable = isReachable(constructor.getOwner());
                    events.add(new SimpleConditionEvent(constructor, reachable, constructor.getFullName()));
                }
            });

    @ArchTest
    public static final ArchRule whatAFormOrAScriptSetsIsPublic =
            methods().that().areAnnotatedWith(DataBoundSetter.class).should().bePublic();

    @ArchTest
    public static final ArchRule whatAPageCallsAnswersToPostOnly = methods()
            .that(areCalledByAPage())
            .should()
            .beAnnotatedWith(POST.class)
            .allowEmptyShould(true);

    /** Without a parameter it can only list what is fixed: nothing to protect. */
    @ArchTest
    public static final ArchRule whatAPageCallsAsksForAPermission = methods()
            .that(areCalledByAPage())
            .and(DescribedPredicate.describe(
                    "take a parameter", method -> !method.getRawParameterTypes().isEmpty()))
            .should(new ArchCondition<>("ask for a permission, itself or one call away") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean asks = Stream.concat(Stream.of(method), called(method))
                            .anyMatch(JenkinsRulesTest::asksForAPermission);
                    events.add(new SimpleConditionEvent(method, asks, method.getFullName()));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule everyDescriptorIsAnExtensionThatJenkinsCanCreate = classes()
            .that()
            .areAssignableTo(Descriptor.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .beAnnotatedWith(Extension.class)
            .andShould(new ArchCondition<>("be public, static and have a public constructor without parameters") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean creatable = isReachable(type)
                            && type.tryGetConstructor()
                                    .filter(constructor ->
                                            constructor.getModifiers().contains(JavaModifier.PUBLIC))
                                    .isPresent();
                    events.add(new SimpleConditionEvent(type, creatable, type.getFullName()));
                }
            });

    /** What a public class inherits from one that is not, the compiler bridges, and a bridge has no parameter names. */
    @ArchTest
    public static final ArchRule whatADescriptorExtendsIsPublic =
            classes().that().areAssignableTo(Descriptor.class).should().bePublic();

    @ArchTest
    public static final ArchRule onlyStepsAreSteps = classes()
            .that()
            .areAssignableTo(Step.class)
            .or()
            .areAssignableTo(StepExecution.class)
            .should()
            .resideInAPackage("io.jenkins.plugins.pumphouse.steps..");

    /** A secret as an argument would be stored with the build and shown on its pages. */
    @ArchTest
    public static final ArchRule noStepHoldsASecret = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areAssignableTo(Step.class)
            .or()
            .areDeclaredInClassesThat()
            .areAssignableTo(StepExecution.class)
            .should()
            .haveRawType(Secret.class)
            .orShould()
            .haveNameMatching("(?i).*(password|secret|passphrase).*")
            .orShould()
            .haveName("token");

    /** Its resume fails the build, so nothing that takes longer than a restart may stand on it. */
    @ArchTest
    public static final ArchRule noStepBlocksAThreadUntilItIsDone =
            noClasses().should().dependOnClassesThat().haveSimpleName("SynchronousNonBlockingStepExecution");

    private static DescribedPredicate<JavaMethod> areCalledByAPage() {
        return DescribedPredicate.describe(
                "are called by a page",
                method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && method.getName().matches("do[A-Z].*"));
    }

    private static boolean isReachable(JavaClass type) {
        boolean top = type.getEnclosingClass().isEmpty();
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && (top
                        || type.getModifiers().contains(JavaModifier.STATIC)
                                && isReachable(type.getEnclosingClass().get()));
    }

    private static Stream<JavaMethod> called(JavaMethod method) {
        return method.getMethodCallsFromSelf().stream().flatMap(call -> call.getTarget().resolveMember().stream());
    }

    private static boolean asksForAPermission(JavaCodeUnit code) {
        return code.getMethodCallsFromSelf().stream()
                .anyMatch(call -> Set.of("checkPermission", "hasPermission").contains(call.getName()));
    }
}
