package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.time.Duration;
import org.junit.Test;

public class BmcAccessTest {
    @Test
    public void aPortThatIsLeftOutIsTheUsualOne() {
        assertThat(access(Driver.IPMI, 0, 0).port()).isEqualTo(623);
        assertThat(access(Driver.IPMITOOL, 0, 0).port()).isEqualTo(623);
        assertThat(access(Driver.REDFISH, 0, 0).port()).isEqualTo(443);
        assertThat(access(Driver.IPMI, 6230, 0).port()).isEqualTo(6230);
    }

    @Test
    public void thePasswordIsNotShown() {
        assertThat(access(Driver.IPMI, 0, 0))
                .asString()
                .contains("cmp-12", "10.1.0.12:623", "ADMIN")
                .doesNotContain("s3cret");
    }

    @Test
    public void aCipherSuiteThatIsNotSafeIsRefused() {
        assertThatThrownBy(() -> access(Driver.IPMI, 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cmp-12")
                .hasMessageContaining("17, 3, or 0");
    }

    private static BmcAccess access(Driver driver, int port, int suite) {
        return new BmcAccess(
                "cmp-12",
                driver,
                "10.1.0.12",
                port,
                Login.withPassword("ADMIN", "s3cret"),
                suite,
                Trust.JVM,
                Duration.ofSeconds(10));
    }
}
