package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.openstack.Interface;
import java.time.Duration;
import org.junit.Test;

/** The ways to write single values. */
public class ScalarsTest {

    @Test
    public void aTimeHasAUnitOrIsInSeconds() {
        assertThat(timeout("45")).isEqualTo(Duration.ofSeconds(45));
        assertThat(timeout("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(timeout("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(timeout("5 M")).isEqualTo(Duration.ofMinutes(5));
        assertThat(timeout("1h")).isEqualTo(Duration.ofHours(1));
        assertThat(timeout("'120'")).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    public void aTimeIsWithinReason() {
        for (String wrong : new String[] {"0", "0s", "-5", "2h", "3601", "1.5", "5d", "99999999999"}) {
            assertThat(Yaml.mistakes(Yaml.workingSourceWith("timeout: " + wrong)))
                    .as(wrong)
                    .singleElement()
                    .asString()
                    .contains("must be a time such as 30s or 5m")
                    .endsWith("not \"" + wrong + "\"");
        }
    }

    @Test
    public void anEndpointTypeIsWrittenAsTheOpenStackClientsDo() {
        assertThat(Yaml.parsedSource("endpoint_type: admin")
                        .access()
                        .endpoints()
                        .type())
                .isEqualTo(Interface.ADMIN);
        assertThat(Yaml.parsedSource("endpoint_type: adminURL")
                        .access()
                        .endpoints()
                        .type())
                .isEqualTo(Interface.ADMIN);
        assertThat(Yaml.parsedSource("endpoint_type: Public")
                        .access()
                        .endpoints()
                        .type())
                .isEqualTo(Interface.PUBLIC);
    }

    @Test
    public void aFlagIsWrittenAsPeopleDo() {
        assertThat(Yaml.parsedSource("insecure: yes").access().trust().insecure())
                .isTrue();
        assertThat(Yaml.parsedSource("insecure: TRUE").access().trust().insecure())
                .isTrue();
        assertThat(Yaml.parsedSource("insecure: off").access().trust().insecure())
                .isFalse();
    }

    @Test
    public void aUrlHasAHostAndHttpOrHttps() {
        for (String right : new String[] {
            "http://10.0.0.1:5000/v2.0/", "https://keystone", "HTTPS://[fd00::1]:5000/v3", "http://h:80"
        }) {
            assertThat(Configuration.parse("f", Yaml.cloud("source", "old", right, "credentials: c"))
                            .source(null)
                            .authUrl())
                    .isEqualTo(right);
        }
        for (String wrong :
                new String[] {"10.0.0.1:5000/v3", "ftp://h/", "http:///v3", "keystone", "http://h h/", "http:/h"}) {
            assertThat(url(wrong))
                    .contains(
                            "\"auth_url\" of source cloud \"old\" must be a URL such as http://10.0.0.1:5000/v3, not \""
                                    + wrong + "\"");
        }
    }

    @Test
    public void aUrlSaysWhatIsWrongWithItWhenThatIsNotObvious() {
        assertThat(url("http://old_cloud:5000/v3"))
                .contains("host names with \"_\" are not allowed in URLs, use another name or the address");
        assertThat(url("http://admin:hunter2@h:5000/v3"))
                .contains("user name and password have keys of their own, take them out of the URL");
        assertThat(url("http://h:5000/v3?x=y")).contains("leave out what follows \"?\" or \"#\"");
        assertThat(url("http://h:99999/v3")).contains("there is no port 99999");
    }

    @Test
    public void aBlockOfOneLineIsThatLine() {
        assertThat(Yaml.parsedSource("tenant: |", "  demo").access().project()).isEqualTo("demo");
    }

    @Test
    public void textHasOneLine() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("tenant: |", "  a", "  b")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 11: \"tenant\" of source cloud \"old\" must be text; it has"
                                + " more than one line or control characters");
    }

    private static Duration timeout(String written) {
        return Yaml.parsedSource("timeout: " + written).access().timeout();
    }

    private static String url(String written) {
        return Yaml.refusal(Yaml.cloud("source", "old", written, "credentials: c"))
                .getMessage();
    }
}
