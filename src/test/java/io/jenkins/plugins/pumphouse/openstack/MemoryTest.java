package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** An image of any size goes through a heap of any size, in both directions at once. */
public class MemoryTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void halfAGigabyteGoesDownAndUpIn64Megabytes() throws Exception {
        Path log = folder.newFile("log").toPath();
        try (FakeCloud fake = FakeCloud.start("mira")
                .on("GET", "/image/v2/images/1", FakeAnswer.json("{\"id\": \"1\"}"))
                .on("GET", "/image/v2/images/1/file", Zeros::send)
                .on("PUT", "/image/v2/images/1/file", Zeros::count)) {
            Process carrier = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Carrier.class.getName(),
                            fake.url() + "/v3")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                assertThat(carrier.waitFor(5, TimeUnit.MINUTES))
                        .as("finished in time")
                        .isTrue();
            } finally {
                carrier.destroyForcibly();
            }
            assertThat(carrier.exitValue()).as(Files.readString(log)).isZero();
        }
        assertThat(Zeros.COUNTED.get()).isEqualTo(Zeros.LENGTH);
    }
}
