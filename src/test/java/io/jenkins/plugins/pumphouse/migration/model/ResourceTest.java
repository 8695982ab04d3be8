package io.jenkins.plugins.pumphouse.migration.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** What messages call an object. */
public class ResourceTest {
    @Test
    public void anEntryIsTheNameAsAPersonWouldCopyItOrTheId() {
        assertThat(entry("web-net")).isEqualTo("web-net");
        assertThat(entry("Réseau du nord (2)")).isEqualTo("Réseau du nord (2)");
        assertThat(entry("a/b.c_d")).isEqualTo("a/b.c_d");
        for (String name :
                new String[] {"", " ", "it's", "ext: 10", "{net}", "a,b", " net", "net ", "line\nbreak", "#1"}) {
            assertThat(entry(name)).as(name).isEqualTo("id-1");
        }
    }

    private static String entry(String name) {
        return new Resource(new Kind("network"), "id-1", name, Json.object()).entry();
    }
}
