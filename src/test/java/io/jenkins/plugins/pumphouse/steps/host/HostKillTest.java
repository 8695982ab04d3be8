package io.jenkins.plugins.pumphouse.steps.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Witness;
import io.jenkins.plugins.pumphouse.pipeline.PipelineJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The controller is killed with SIGKILL around every act that reaches a machine, Fuel or the source, and a new one
 * resumes the build: a dozen JVMs one after the other.
 */
public class HostKillTest {
    private static final int LIVES_AT_MOST = 40;

    @Rule
    public final Datacenter datacenter =
            Datacenter.with("cmp-12").wiredBySwitch().living();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Set<String> survived = new ConcurrentSkipListSet<>();
    private volatile PipelineJvm life;

    @Before
    public void configure() throws Exception {
        Files.writeString(workspace().resolve("pumphouse.yaml"), datacenter.configuration());
    }

    private void jenkinsfile(String pumpHost) throws IOException {
        Files.writeString(
                workspace().resolve("Jenkinsfile"),
                "node {\n    pumphouse(config: 'pumphouse.yaml') {\n" + pumpHost + "\n    }\n}\n");
    }

    @Test
    public void killedBeforeEveryActTheBuildEndsTheSame() throws Exception {
        Faults.Fault disable = datacenter
                .source()
                .faults()
                .on("PUT", "/v2.1/os-services/*")
                .reset()
                .times(1);
        Faults.Fault forget = datacenter
                .source()
                .faults()
                .on("DELETE", "/v2.1/os-services/*")
                .reset()
                .times(1);
        witness(new Witness() {
            @Override
            public void before(String act) {
                if (survived.add(act)) {
                    life.kill();
                    throw new IllegalStateException("nothing is done for the dead");
                }
            }
        });

        bySwitch();
        live(() -> {
            if (disable.struck() > 0 && survived.add("disable") || forget.struck() > 0 && survived.add("forget")) {
                life.kill();
            }
        });
        theSameEnd();
    }

    @Test
    public void killedAfterEveryActTheBuildEndsTheSame() throws Exception {
        witness(new Witness() {
            @Override
            public void after(String act) {
                if (survived.add(act)) {
                    life.kill();
                }
            }
        });

        bySwitch();
        live(() -> datacenter.source().journal().entries().stream()
                .filter(entry -> entry.write() && entry.path().contains("/os-services/"))
                .filter(entry -> survived.add(entry.method().equals("PUT") ? "disable" : "forget"))
                .forEach(entry -> life.kill()));
        theSameEnd();
    }

    @Test
    public void killedWhileTheBlockRunsTheBlockGoesOnAndRunsOnce() throws Exception {
        jenkinsfile("""
                def moved = pumpHostBy(hosts: ['cmp-12'], disable: true, poll: 1) {
                    echo "wiring ${PUMP_HOST}"
                    sleep 1
                    echo "half"
                    sleep 2
                    echo "wired ${PUMP_HOST}"
                }
                echo "moved: ${moved.summary}"
                """);
        datacenter.tor().access(1, Datacenter.ADMIN);
        PipelineJvm.start(workspace().resolve("Jenkinsfile"), workspace(), program())
                .killAt("half");

        String console = PipelineJvm.start(workspace().resolve("Jenkinsfile"), workspace(), program())
                .success();

        assertThat(console)
                .containsSubsequence("wired cmp-12", "rewired by the block", "moved: 1 ready")
                .doesNotContain("wiring cmp-12");
    }

    private void bySwitch() throws IOException {
        jenkinsfile("""
                def moved = pumpHost hosts: ['cmp-12'], disable: true, poll: 1
                echo "moved: ${moved.summary}"
                """);
    }

    private void witness(Witness witness) {
        datacenter.fuel().witness(witness);
        datacenter.host("cmp-12").machine().witness(witness);
        datacenter.tor().beforeSet(what -> witness.before("wire"));
        datacenter.tor().afterSet(what -> witness.after("wire"));
    }

    /** One controller after the other until the build has ended, then the same end as ever. */
    private void live(Runnable watch) throws Exception {
        Thread watcher = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                watch.run();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        });
        watcher.setDaemon(true);
        int lives = 0;
        do {
            assertThat(++lives).as("controllers").isLessThan(LIVES_AT_MOST);
            life = PipelineJvm.start(workspace().resolve("Jenkinsfile"), workspace(), program());
            if (lives == 1) {
                watcher.start();
            }
        } while (!life.ended() && Files.exists(program()));
        watcher.interrupt();
    }

    private void theSameEnd() {
        assertThat(life.console()).contains("moved: 1 ready", "Finished: SUCCESS");
        assertThat(survived)
                .isEqualTo(new TreeSet<>(Set.of(
                        "disable",
                        "power soft-off",
                        "wire",
                        "boot PXE",
                        "power on",
                        "POST /clusters/1/assignment",
                        "PUT /nodes/2",
                        "PUT /clusters/1/provision?nodes=2",
                        "PUT /clusters/1/deploy?nodes=2",
                        "forget")));
        assertThat(datacenter.host("cmp-12").machine().acts())
                .containsExactly("power soft-off", "boot PXE once BIOS", "power on");
        // The node's name and its hostname are two requests.
        assertThat(datacenter.fuel().acts())
                .containsExactly(
                        "POST /clusters/1/assignment",
                        "PUT /nodes/2",
                        "PUT /nodes/2",
                        "PUT /clusters/1/provision?nodes=2",
                        "PUT /clusters/1/deploy?nodes=2");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
    }

    private Path program() {
        return workspace().resolve("program.dat");
    }

    private Path workspace() {
        return folder.getRoot().toPath();
    }
}
