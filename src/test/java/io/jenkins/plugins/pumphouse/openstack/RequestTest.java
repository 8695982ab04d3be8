package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.Test;

/** A call as a value. */
public class RequestTest {

    @Test
    public void aChangeGivesANewRequest() {
        Request plain = Request.get(Service.COMPUTE, "/servers");
        Request asked = plain.query("name", "a b&c").query("tag", "ü").query("tag", "x");
        assertThat(plain.query()).isEmpty();
        assertThat(asked.query()).isEqualTo("name=a%20b%26c&tag=%C3%BC&tag=x");
    }

    @Test
    public void aNameIsOneSegmentWhateverIsInIt() {
        assertThat(Request.segment("a/b?c d")).isEqualTo("a%2Fb%3Fc%20d");
        assertThatThrownBy(() -> Request.segment("..")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.segment("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void aPathIsAPathOnly() {
        assertThatThrownBy(() -> Request.get(Service.COMPUTE, "servers")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.get(Service.COMPUTE, "/servers?all=1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.get(Service.COMPUTE, "/my server"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void onlyPostAndPatchMustNotBeRepeated() {
        assertThat(Request.get(Service.COMPUTE, "/x").isRepeatable()).isTrue();
        assertThat(Request.put(Service.COMPUTE, "/x").isRepeatable()).isTrue();
        assertThat(Request.delete(Service.COMPUTE, "/x").isRepeatable()).isTrue();
        assertThat(Request.post(Service.COMPUTE, "/x").isRepeatable()).isFalse();
        assertThat(Request.patch(Service.COMPUTE, "/x").isRepeatable()).isFalse();
        assertThat(Request.post(Service.COMPUTE, "/x").repeatable().isRepeatable())
                .isTrue();
    }

    @Test
    public void equalCallsAreEqualSoThatWaitersShareAPoll() {
        Request one = Request.get(Service.COMPUTE, "/servers/detail")
                .query("all_tenants", "1")
                .microversion("2.47");
        assertThat(one)
                .isEqualTo(Request.get(Service.COMPUTE, "/servers/detail")
                        .query("all_tenants", "1")
                        .microversion("2.47"))
                .hasSameHashCodeAs(Request.get(Service.COMPUTE, "/servers/detail")
                        .query("all_tenants", "1")
                        .microversion("2.47"))
                .isNotEqualTo(Request.get(Service.COMPUTE, "/servers/detail").query("all_tenants", "1"))
                .isNotEqualTo(Request.get(Service.VOLUME, "/servers/detail")
                        .query("all_tenants", "1")
                        .microversion("2.47"));
    }

    @Test
    public void itsTextHasNoBody() {
        assertThat(Request.post(Service.IDENTITY, "/users").body(JsonNodeFactory.instance.textNode("s3cret")))
                .hasToString("POST identity /users");
    }
}
