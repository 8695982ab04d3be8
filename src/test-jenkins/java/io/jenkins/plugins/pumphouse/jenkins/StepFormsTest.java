package io.jenkins.plugins.pumphouse.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.pumphouse.steps.resource.PumpRolesStep;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.DataBoundSetter;

/** What the snippet generator shows, and what comes back from it. */
public class StepFormsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void everyStepKeepsItsDefaultsThroughItsForm() throws Exception {
        StepConfigTester form = new StepConfigTester(jenkins);
        for (StepDescriptor descriptor : ours()) {
            Step step = create(descriptor);

            jenkins.assertEqualDataBoundBeans(step, form.configRoundTrip(step));
        }
    }

    @Test
    public void everyStepKeepsItsArgumentsThroughItsForm() throws Exception {
        StepConfigTester form = new StepConfigTester(jenkins);
        for (StepDescriptor descriptor : ours()) {
            Step step = create(descriptor);
            setEverything(step);

            jenkins.assertEqualDataBoundBeans(step, form.configRoundTrip(step));
        }
    }

    @Test
    public void everyStepOfTheReadmeIsThere() {
        assertThat(ours())
                .extracting(StepDescriptor::getFunctionName)
                .containsExactlyInAnyOrder(
                        "pumphouse",
                        "pumpInventory",
                        "pumpRoles",
                        "pumpTenants",
                        "pumpUsers",
                        "pumpUserRoles",
                        "pumpFlavors",
                        "pumpKeypairs",
                        "pumpQuotas",
                        "pumpSecgroups",
                        "pumpNetworks",
                        "pumpFloatingIps",
                        "pumpImages",
                        "pumpVolumes",
                        "pumpInstances",
                        "pumpLoadBalancers",
                        "pumpCleanup",
                        "pumpRollback",
                        "pumpCutover",
                        "pumpVerify",
                        "pumpHost",
                        "pumpHostBy",
                        "pumpCampaign",
                        "pumpCampaignBy",
                        "pumpEvacuate",
                        "pumpHostUndo");
    }

    @Test
    public void theHelpIsInTheLanguageOfTheBrowser() throws Exception {
        assertThat(help("de-AT,en;q=0.5")).contains("Überträgt Rollen.");
        assertThat(help("fr-CA,en;q=0.5")).contains("Copie les rôles.");
        assertThat(help("en,de;q=0.5")).contains("Moves roles.");
        assertThat(help("ja")).contains("Moves roles.");
    }

    private String help(String languages) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient();
        browser.addRequestHeader("Accept-Language", languages);
        return browser.goTo("descriptor/" + PumpRolesStep.class.getName() + "/help")
                .getWebResponse()
                .getContentAsString();
    }

    private static List<StepDescriptor> ours() {
        return ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(descriptor -> descriptor.clazz.getName().startsWith("io.jenkins.plugins.pumphouse."))
                .toList();
    }

    private static Step create(StepDescriptor descriptor) throws ReflectiveOperationException {
        Constructor<?> constructor = descriptor.clazz.getConstructors()[0]; // with the hosts where they are required
        return (Step)
                (constructor.getParameterCount() == 0
                        ? constructor.newInstance()
                        : constructor.newInstance(List.of("cmp-12", "cmp-13")));
    }

    private static void setEverything(Step step) throws ReflectiveOperationException {
        for (Method method : step.getClass().getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                method.invoke(step, sample(method));
            }
        }
    }

    private static Object sample(Method setter) {
        Class<?> type = setter.getParameterTypes()[0];
        if (type == boolean.class) {
            return true;
        }
        if (type == List.class) {
            return List.of("web-1", "db-1");
        }
        if (type == int.class) {
            return 7;
        }
        return switch (setter.getName()) {
            case "setDisk" -> "image";
            case "setPaused" -> "stop";
            case "setVolumes" -> "adopt"; // of pumpInstances; the list of pumpVolumes is taken above
            case "setFailOn" -> "never";
            case "setCutover" -> "hold";
            case "setUntil" -> "06:00";
            case "setMaxDowntime" -> "20 min";
            case "setWiring" -> "switch";
            case "setOnFailure" -> "continue";
            case "setWindow" -> "22:00-06:00";
            default -> "a " + setter.getName().substring("set".length());
        };
    }
}
