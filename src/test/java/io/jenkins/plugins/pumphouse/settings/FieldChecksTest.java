package io.jenkins.plugins.pumphouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.settings.entry.BmcEntry;
import io.jenkins.plugins.pumphouse.settings.entry.CloudEntry;
import io.jenkins.plugins.pumphouse.settings.entry.DiskEntry;
import io.jenkins.plugins.pumphouse.settings.entry.Endpoints;
import io.jenkins.plugins.pumphouse.settings.entry.HostDefaults;
import io.jenkins.plugins.pumphouse.settings.entry.HostEntry;
import io.jenkins.plugins.pumphouse.settings.entry.Limits;
import io.jenkins.plugins.pumphouse.settings.entry.SwitchEntry;
import io.jenkins.plugins.pumphouse.settings.entry.Timeouts;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** A form of the settings tells of a mistake at its field, in the words of whoever reads the configuration. */
public class FieldChecksTest {
    /** A field with what is right, what is wrong, and a word of what is said then. */
    private record Sample(Class<? extends Descriptor<?>> form, String field, String right, String wrong, String word) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(CloudEntry.DescriptorImpl.class, "Name", "old", "", "Required"),
            new Sample(CloudEntry.DescriptorImpl.class, "Auth_url", "https://k:5000/v3", "k:5000", "auth_url"),
            new Sample(CloudEntry.DescriptorImpl.class, "Timeout", "90s", "soon", "timeout"),
            new Sample(CloudEntry.DescriptorImpl.class, "Fuel_url", "http://f:8000/", "f", "fuel_url"),
            new Sample(Endpoints.DescriptorImpl.class, "Compute", "http://n:8774/v2.1", "n", "compute"),
            new Sample(Limits.DescriptorImpl.class, "Bandwidth", "50 MB/s", "fast", "bandwidth"),
            new Sample(Limits.DescriptorImpl.class, "PerTargetHost", "2", "0", "perTargetHost"),
            new Sample(Timeouts.DescriptorImpl.class, "Deploy", "3h", "long", "deploy"),
            new Sample(BmcEntry.DescriptorImpl.class, "Port", "623", "x", "port"),
            new Sample(SwitchEntry.DescriptorImpl.class, "Port", "161", "99999", "port"),
            new Sample(HostDefaults.DescriptorImpl.class, "Vlan", "99", "5000", "vlan"),
            new Sample(
                    HostEntry.DescriptorImpl.class, "Macs", "00:25:90:e7:46:d0, 00:25:90:e7:46:d1", "00:25:90", "mac"),
            new Sample(DiskEntry.DescriptorImpl.class, "Size", "64GB", "big", "size"));

    @Test
    public void aMistakeIsToldAtItsField() {
        assertThat(SAMPLES).allSatisfy(sample -> {
            FormValidation right = check(sample, sample.right());
            assertThat(right.kind).as(right.getMessage()).isEqualTo(FormValidation.Kind.OK);
            FormValidation wrong = check(sample, sample.wrong());
            assertThat(wrong.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(wrong.getMessage())
                    .containsIgnoringCase(sample.word())
                    .doesNotContain("line 1", "nameless", "<");
        });
    }

    @Test
    public void nothingIsToldToWhoMayNotChangeSettings() {
        try (ACLContext asReader = ACL.as2(new TestingAuthenticationToken("reader", "", "hudson.model.Hudson.Read"))) {
            assertThat(asReader).isNotNull();
            assertThat(SAMPLES)
                    .allSatisfy(sample ->
                            assertThat(check(sample, sample.wrong()).kind).isEqualTo(FormValidation.Kind.OK));
        }
    }

    /** Whether the reader is asked with a configuration that is correct besides: else every value would be wrong. */
    @Test
    public void everyCheckOfAFormLikesAnEmptyField() {
        assertThat(ExtensionList.lookup(Descriptor.class))
                .filteredOn(form -> form.getClass().getName().contains(".settings.entry."))
                .isNotEmpty()
                .allSatisfy(form -> {
                    for (Method method : form.getClass().getMethods()) {
                        if (method.getName().startsWith("doCheck")) {
                            FormValidation empty = (FormValidation) method.invoke(form, null, "");
                            assertThat(String.valueOf(empty.getMessage()))
                                    .as(method.toString())
                                    .matches("null|.*[Rr]equired.*");
                        }
                    }
                });
    }

    /** They stay in their list, where Jenkins calls them current: nothing else would tell that they are gone. */
    @Test
    public void credentialsThatAreGoneAreToldAtTheirField() {
        StoredCredentials.add(new StoredCredentials.Account("old-admin", "admin", "secret"));
        StoredCredentials.add(new StoredCredentials.SecretText("new-token", "secret"));
        StoredCredentials.addForJenkins(new StoredCredentials.Account("mail", "jenkins", "secret"));
        try {
            CloudEntry.DescriptorImpl cloud = ExtensionList.lookupSingleton(CloudEntry.DescriptorImpl.class);
            BmcEntry.DescriptorImpl bmc = ExtensionList.lookupSingleton(BmcEntry.DescriptorImpl.class);

            assertThat(cloud.doCheckCredentials(null, "new-token").kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(bmc.doCheckCredentials(null, "old-admin").kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(List.of(
                            cloud.doCheckCredentials(null, "gone"),
                            cloud.doCheckFuel_credentials(null, "new-token"), // of another kind
                            bmc.doCheckCredentials(null, "mail"))) // which no build can use
                    .allSatisfy(told -> {
                        assertThat(told.kind).isEqualTo(FormValidation.Kind.WARNING);
                        assertThat(told.getMessage()).contains("deleted or renamed");
                    });
            try (ACLContext asReader =
                    ACL.as2(new TestingAuthenticationToken("reader", "", "hudson.model.Hudson.Read"))) {
                assertThat(asReader).isNotNull();
                assertThat(cloud.doCheckCredentials(null, "gone").kind).isEqualTo(FormValidation.Kind.OK);
            }
        } finally {
            StoredCredentials.clear();
        }
    }

    @Test
    public void everyListOfCredentialsTellsOfThoseThatAreGone() {
        assertThat(ExtensionList.lookup(Descriptor.class))
                .filteredOn(form -> form.getClass().getName().contains(".settings."))
                .flatExtracting(form -> List.of(form.getClass().getMethods()))
                .filteredOn(method -> method.getName().matches("doFill\\w*redentialsItems"))
                .isNotEmpty()
                .allSatisfy(fill -> assertThat(fill.getDeclaringClass().getMethods())
                        .extracting(Method::getName)
                        .contains(fill.getName().replace("doFill", "doCheck").replaceAll("Items$", "")));
    }

    private static FormValidation check(Sample sample, String value) {
        Object form = ExtensionList.lookupSingleton(sample.form());
        Method method = Arrays.stream(sample.form().getMethods())
                .filter(each -> each.getName().equals("doCheck" + sample.field()))
                .findFirst()
                .orElseThrow();
        try {
            return (FormValidation) method.invoke(form, null, value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method + ": " + e, e);
        }
    }
}
