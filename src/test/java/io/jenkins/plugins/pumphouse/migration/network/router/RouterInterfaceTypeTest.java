package io.jenkins.plugins.pumphouse.migration.network.router;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import org.junit.Test;

/** When an interface of a router is the wanted one. */
public class RouterInterfaceTypeTest {
    private static final String WANTED =
            "{'device_id': 'r', 'fixed_ips': [{'subnet_id': 'v4', 'ip_address': '10.1.0.2'}, {'subnet_id': 'v6'}]}";

    private final RouterInterfaceType type = new RouterInterfaceType();

    @Test
    public void anAddressThatFollowsFromTheMacMayBeAnother() throws Exception {
        Resource existing = existing("", "10.1.0.2");

        assertThat(type.compare(json(WANTED), existing, false)).isEmpty();
    }

    @Test
    public void anAddressThatSomebodyChoseHasToBeTheSame() throws Exception {
        Resource existing = existing("", "10.1.0.3");

        assertThat(type.compare(json(WANTED), existing, false))
                .extracting(Difference::field)
                .containsExactly("fixed_ips");
    }

    @Test
    public void oneThatAKilledRunAttachedAndLeftMarkedIsUnfinished() throws Exception {
        Mark mark = new Mark("old", "p");
        Resource existing = existing(mark.tag(), "10.1.0.2");

        assertThat(type.mark(existing)).contains(mark);
        assertThat(type.compare(json(WANTED), existing, true))
                .extracting(Difference::target)
                .containsExactly("unfinished");
    }

    private static Resource existing(String description, String address) throws JsonProcessingException {
        return new Resource(
                RouterInterfaceType.KIND,
                "port",
                "edge",
                json("{'device_id': 'r', 'description': '" + description
                        + "', 'fixed_ips': [{'subnet_id': 'v4', 'ip_address': '" + address
                        + "'}, {'subnet_id': 'v6', 'ip_address': '2001:db8::f816:3eff:fe8c:c79f'}]}"));
    }
}
