package io.jenkins.plugins.pumphouse.migration.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** A difference names the two clouds, and gives numbers their units. */
public class DifferenceTest {
    @Test
    public void aDifferenceNamesTheCloudsAndTheUnit() {
        assertThat(new Difference("ram", "2048", "4096").between("old", "mira-os-1"))
                .hasToString("RAM: 2048 MB on old, 4096 MB on mira-os-1");
    }

    @Test
    public void withoutNamesItSaysWhichIsTheSourceAndWhichTheTarget() {
        assertThat(new Difference("description", "web", "nothing"))
                .hasToString("description: web on the source, nothing on the target");
    }

    @Test
    public void anUpdateIsToldAsBeforeAndAfterOnTheTarget() {
        assertThat(new Difference("disk", "20", "10").update()).isEqualTo("disk: 10 GB -> 20 GB");
    }

    @Test
    public void onlyNumbersGetAUnit() {
        assertThat(new Difference("swap", "nothing", "512").between("old", "new"))
                .hasToString("swap: nothing on old, 512 MB on new");
    }
}
