package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.openstack4j.core.transport.HttpExecutorService;
import org.openstack4j.openstack.internal.OSClientSession;

/** No call can reach another cloud than the one that it is made on, whatever the thread did before. */
public class TwoCloudsTest {

    private FakeCloud old;
    private FakeCloud young;

    @Before
    public void start() {
        old = FakeCloud.start("old")
                .on("GET", "/compute/v2.1/servers", FakeAnswer.json("{\"servers\": [{\"id\": \"of-old\"}]}"));
        young = FakeCloud.start("young")
                .on("GET", "/compute/v2.1/servers", FakeAnswer.json("{\"servers\": [{\"id\": \"of-young\"}]}"));
    }

    @After
    public void stop() {
        old.close();
        young.close();
    }

    @Test
    public void twoCloudsOnOneThreadUseTheirOwnTokensAndAddresses() {
        try (Cloud first = old.access().open();
                Cloud second = young.access().open()) {
            assertThat(first.list(Service.COMPUTE, "/servers", "servers"))
                    .extracting(s -> s.path("id").asText())
                    .containsExactly("of-old");
            assertThat(second.list(Service.COMPUTE, "/servers", "servers"))
                    .extracting(s -> s.path("id").asText())
                    .containsExactly("of-young");
            assertThat(first.list(Service.COMPUTE, "/servers", "servers"))
                    .extracting(s -> s.path("id").asText())
                    .containsExactly("of-old");
        }
        assertThat(old.seen()).extracting(FakeCloud.Seen::token).containsOnly("old-token-1");
        assertThat(young.seen()).extracting(FakeCloud.Seen::token).containsOnly("young-token-1");
    }

    @Test
    public void aNewThreadCanUseACloudThatAnotherThreadOpened() throws Exception {
        try (Cloud cloud = old.access().open()) {
            var servers = new CompletableFuture<Integer>();
            new Thread(() -> servers.complete(
                            cloud.list(Service.COMPUTE, "/servers", "servers").size()))
                    .start();
            assertThat(servers.get(1, TimeUnit.MINUTES)).isEqualTo(1);
        }
    }

    @Test
    public void openingLeavesNoSessionOfOpenstack4jOnTheThread() {
        try (Cloud cloud = old.access().open()) {
            cloud.get(Service.COMPUTE, "/servers");
            assertThat(OSClientSession.getCurrent()).isNull();
        }
    }

    @Test
    public void openstack4jHasNoWayToSendARequest() {
        assertThat(ServiceLoader.load(HttpExecutorService.class)).isEmpty();
    }

    @Test
    public void theContextClassLoaderMayBeAnyOther() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader foreign = new URLClassLoader(new URL[0], null)) {
            thread.setContextClassLoader(foreign);
            try (Cloud cloud = old.access().open()) {
                assertThat(cloud.list(Service.COMPUTE, "/servers", "servers")).hasSize(1);
            }
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    public void anotherProjectOfTheSameCloudHasATokenOfItsOwn() {
        try (Cloud cloud = old.access().open()) {
            Cloud other = cloud.as("fedcba9876543210fedcba9876543210");
            other.get(Service.COMPUTE, "/servers");
            cloud.get(Service.COMPUTE, "/servers");
            other.get(Service.COMPUTE, "/servers");
            assertThat(cloud.as("fedcba9876543210fedcba9876543210")).isSameAs(other);
            assertThat(cloud.requests().count(Service.COMPUTE)).isEqualTo(3);
        }
        assertThat(old.seen())
                .extracting(FakeCloud.Seen::token)
                .containsExactly("old-token-2", "old-token-1", "old-token-2");
        assertThat(old.logins().get(1).body())
                .contains("fedcba9876543210fedcba9876543210")
                .contains("s3cret-password");
    }

    @Test
    public void closingTheViewOfAProjectLeavesTheCloudOpen() {
        try (Cloud cloud = old.access().open()) {
            cloud.as("fedcba9876543210fedcba9876543210").close();
            assertThat(cloud.get(Service.COMPUTE, "/servers").path("servers")).hasSize(1);
        }
    }
}
