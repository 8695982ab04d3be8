package io.jenkins.plugins.pumphouse.migration.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class MarkTest {
    private final Mark mark = new Mark("good_old_openstack", "8f1c");

    @Test
    public void whatItWritesItReads() {
        assertThat(Mark.ofValue(mark.value())).contains(mark);
        assertThat(Mark.ofTag(mark.tag())).contains(mark);
    }

    @Test
    public void theNameOfACloudMayHoldASlash() {
        Mark odd = new Mark("paris/old", "8f1c");
        assertThat(Mark.ofValue(odd.value())).contains(odd);
    }

    @Test
    public void whatAUserWroteIsNoMark() {
        assertThat(Mark.ofValue(null)).isEmpty();
        assertThat(Mark.ofValue("")).isEmpty();
        assertThat(Mark.ofValue("a note")).isEmpty();
        assertThat(Mark.ofValue("/8f1c")).isEmpty();
        assertThat(Mark.ofValue("cloud/")).isEmpty();
        assertThat(Mark.ofTag("env=prod/eu")).isEmpty();
        assertThat(Mark.isTag("env=prod")).isFalse();
    }
}
