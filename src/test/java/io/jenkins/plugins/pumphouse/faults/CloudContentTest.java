package io.jenkins.plugins.pumphouse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import org.junit.Test;

/** The matrix sees every object that is there twice or left over. */
public class CloudContentTest {
    @Test
    public void twoPairsOfCloudsThatNothingTellsApartAreEqual() {
        try (CloudPair one = new CloudPair();
                CloudPair other = new CloudPair()) {
            assertThat(CloudContent.of(one)).isEqualTo(CloudContent.of(other));
        }
    }

    @Test
    public void whatIsThereTwiceOrLeftOverIsSeen() {
        try (CloudPair pair = new CloudPair()) {
            List<String> before = CloudContent.of(pair);
            Inside admin = pair.target.inside();
            String project = WireJson.text(admin.named("identity", "/v3/projects", "projects", "partner"), "id");
            String role = WireJson.text(admin.named("identity", "/v3/roles", "roles", "admin"), "id");

            pair.target
                    .project("partner")
                    .network("twice", "10.9.0.0/24")
                    .network("twice", "10.9.0.0/24")
                    .keypair("admin", "lent");
            admin.put("identity", "/v3/projects/" + project + "/tags/pumphouse_guest", null);
            admin.put("identity", "/v3/projects/" + project + "/users/" + admin.userId() + "/roles/" + role, null);

            List<String> after = CloudContent.of(pair);
            before.forEach(after::remove);
            assertThat(after)
                    .filteredOn(line -> line.contains("networks {") && line.contains("\"name\":\"twice\""))
                    .hasSize(2);
            assertThat(after).anyMatch(line -> line.startsWith(CloudPair.TARGET + ": keypair of admin"));
            assertThat(after).anyMatch(line -> line.contains("pumphouse_guest"));
            assertThat(after)
                    .anyMatch(line ->
                            line.startsWith(CloudPair.TARGET + ": role_assignments") && line.contains("<users admin>"));
        }
    }
}
