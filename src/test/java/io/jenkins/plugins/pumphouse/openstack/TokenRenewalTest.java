package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A token that expires in the middle is nobody's business but this package's. */
public class TokenRenewalTest {

    private FakeCloud fake;

    @Before
    public void start() {
        fake = FakeCloud.start("mira").on("POST", "/compute/v2.1/servers", Answer.json(202, "{\"server\": {\"id\": \"1\"}}"));
        // Only the token decides between 401 and an answer, so these go through the check.
        fake.on("GET", "/compute/v2.1/servers", Answer.json("{\"servers\": []}"));
    }

    @After
    public void stop() {
        fake.close();
    }

    @Test
    public void aReadAndAWriteGoOnWithTheNextToken() {
        try (Cloud cloud = fake.access().open()) {
            fake.expireTokens();
            assertThat(cloud.get(Service.COMPUTE, "/servers").has("servers")).isTrue();
            fake.expireTokens();
            Request create = Request.post(Service.COMPUTE, "/servers").body(JsonNodeFactory.instance.objectNode().put("name", "web"));
            assertThat(cloud.send(create).status()).isEqualTo(202);
        }
        assertThat(fake.tokensGiven()).isEqualTo(3);
        assertThat(fake.seen()).extracting(FakeCloud.Seen::token)
                .containsExactly("mira-token-1", "mira-token-2", "mira-token-2", "mira-token-3");
        assertThat(fake.seen().get(3).body()).isEqualTo("{\"name\":\"web\"}");
    }

    @Test
    public void theNextTokenIsNotAskedForWithTheOldOne() {
        try (Cloud cloud = fake.access().open()) {
            fake.expireTokens();
            cloud.get(Service.COMPUTE, "/servers");
        }
        assertThat(fake.logins().get(1).token()).isNull();
        assertThat(fake.logins().get(1).body()).contains("password").doesNotContain("mira-token-1");
    }

    @Test
    public void manyThreadsThatMeetTheEndAskOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Cloud cloud = fake.access().open()) {
            fake.expireTokens();
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(threads.submit(() -> cloud.get(Service.COMPUTE, "/servers")));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fake.tokensGiven()).isEqualTo(2);
    }

    @Test
    public void aServiceThatRefusesEveryTokenIsSaid() {
        fake.on("GET", "/compute/v2.1/broken", Answer.json("{}"));
        try (Cloud cloud = fake.access().open()) {
            fake.on("POST", "/v3/auth/tokens", Answer.json(201, "{\"token\": {\"user\": {\"id\": \"u\", \"name\": \"n\"}, \"roles\": [], \"project\": {\"id\":"
                    + " \"p\", \"name\": \"p\"}, \"catalog\": " + FakeCatalog.everything(fake.url()) + "}}").header("X-Subject-Token", "unknown"));
            fake.expireTokens();
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOf(CloudException.WrongCredentials.class).hasMessageContaining("refuses a token that Keystone has just issued");
        }
        assertThat(fake.seen()).hasSize(2);
    }

    @Test
    public void aGivenTokenThatHasExpiredAsksForANewOne() {
        try (Cloud cloud = fake.access().token("given").open()) {
            fake.expireTokens();
            fake.on("POST", "/v3/auth/tokens", Answer.status(401));
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOf(CloudException.WrongCredentials.class).hasMessageContaining("give a new one");
        }
    }

    @Test
    public void aTokenInItsLastMinuteIsNotUsedAnyMore() {
        fake.tokensLive(Duration.ofHours(1)).clock(Instant.now());
        Token last = new Token("t", null, null, Duration.ofSeconds(1));
        assertThat(last.isEnding()).as("where no token lives longer it is used while it lasts").isFalse();
        assertThat(new Token("t", null, null, Duration.ofHours(1)).isEnding()).isFalse();
        assertThat(new Token("t", null, null, null).isEnding()).isFalse();
    }

    @Test
    public void clocksMayDiffer() {
        fake.clock(Instant.now().minus(Duration.ofHours(9)));
        try (Cloud cloud = fake.access().open()) {
            for (int i = 0; i < 5; i++) {
                cloud.get(Service.COMPUTE, "/servers");
            }
        }
        assertThat(fake.tokensGiven()).as("by this machine's clock each token expired hours ago").isEqualTo(1);
    }

    @Test
    public void anUploadBeginsWithATokenThatWasSeenToWork() {
        fake.on("GET", "/image/v2/images/1", Answer.json("{\"id\": \"1\"}")).on("PUT", "/image/v2/images/1/file", Answer.status(204));
        try (Cloud cloud = fake.access().open()) {
            fake.expireTokens();
            cloud.upload("1", new ByteArrayInputStream(new byte[1000]));
        }
        assertThat(fake.seen()).extracting(FakeCloud.Seen::toString)
                .containsExactly("GET /image/v2/images/1", "GET /image/v2/images/1", "PUT /image/v2/images/1/file");
        assertThat(fake.last().token()).isEqualTo("mira-token-2");
    }
}
