package io.jenkins.plugins.pumphouse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Asked;
import org.junit.Test;

/** Which requests are struck together. */
public class RequestPatternTest {
    @Test
    public void requestsThatDifferInIdsAreOfOneSort() {
        assertThat(of("network", "PUT", "/v2.0/networks/9272d21b-ac7a-425e-8414-445f317e7932", "{}"))
                .isEqualTo(of("network", "PUT", "/v2.0/networks/4f3257d0-6b19-49b2-a6d4-b790695cccba", "{}"))
                .hasToString("source network PUT /v2.0/networks/*");
    }

    @Test
    public void namesOfKeysAndTagsAreNoPartOfTheSort() {
        assertThat(of("compute", "GET", "/v2.1/os-keypairs/laptop", ""))
                .hasToString("source compute GET /v2.1/os-keypairs/*");
        assertThat(of("identity", "PUT", "/v3/projects/e4111125bd36403cb627b5cc1402e0f3/tags/pumphouse_guest", ""))
                .hasToString("source identity PUT /v3/projects/*/tags/*");
    }

    @Test
    public void norAreKeysOfMetadataOfWhichEachRunHasAnother() {
        assertThat(of(
                        "volume",
                        "DELETE",
                        "/v3/e4111125bd36403cb627b5cc1402e0f3/volumes/"
                                + "9272d21b-ac7a-425e-8414-445f317e7932/metadata/pumphouse_mover_8f690fc3",
                        ""))
                .hasToString("source volume DELETE /v3/*/volumes/*/metadata/*");
    }

    @Test
    public void eachActionOfAServerIsASortOfItsOwn() {
        String path = "/v2.1/servers/9272d21b-ac7a-425e-8414-445f317e7932/action";

        assertThat(of("compute", "POST", path, "{\"os-stop\":null}"))
                .hasToString("source compute POST /v2.1/servers/*/action os-stop");
        assertThat(of("compute", "POST", path, "{\"os-start\":null}"))
                .hasToString("source compute POST /v2.1/servers/*/action os-start");
    }

    private static RequestPattern of(String service, String method, String path, String body) {
        return RequestPattern.of(true, new Asked(service, method, path, body));
    }
}
