package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
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
        fake = FakeCloud.start("mira")
                .on("POST", "/compute/v2.1/servers", FakeAnswer.json(202, "{\"server\": {\"id\": \"1\"}}"));
        // Only the token decides between 401 and an answer, so these go through the check.
        fake.on("GET", "/compute/v2.1/servers", FakeAnswer.json("{\"servers\": []}"));
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
            Request create = Request.post(Service.COMPUTE, "/servers")
                    .body(JsonNodeFactory.instance.objectNode().put("name", "web"));
            assertThat(cloud.send(create).status()).isEqualTo(202);
        }
        assertThat(fake.tokensGiven()).isEqualTo(3);
        assertThat(fake.seen())
                .extracting(FakeCloud.Seen::token)
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

    /** Keystone counts in seconds, and MySQL rounds up when its user was changed. */
    @Test
    public void aTokenThatWasIssuedInTheSecondOfAChangeOfItsUserIsReplacedLater() {
        try (Cloud cloud = fake.access().open()) {
            cloud.get(Service.COMPUTE, "/servers");
            fake.revoke(1);
            long revoked = System.nanoTime();
            assertThat(cloud.get(Service.COMPUTE, "/servers").has("servers")).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isGreaterThan(Duration.ofSeconds(1));
        }
        assertThat(fake.tokensGiven()).isEqualTo(3);
    }

    @Test
    public void aServiceThatRefusesEveryTokenIsSaid() {
        fake.on("GET", "/compute/v2.1/broken", FakeAnswer.json("{}"));
        try (Cloud cloud = fake.access().open()) {
            fake.on(
                    "POST",
                    "/v3/auth/tokens",
                    FakeAnswer.json(
                                    201,
                                    "{\"token\": {\"user\": {\"id\": \"u\", \"name\": \"n\"}, \"roles\": [],"
                                            + " \"project\": {\"id\": \"p\", \"name\": \"p\"}, \"catalog\": "
                                            + FakeCatalog.everything(fake.url()) + "}}")
                            .header("X-Subject-Token", "unknown"));
            fake.expireTokens();
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOf(CloudException.WrongCredentials.class)
                    .hasMessageContaining("refuses a token that Keystone has just issued");
        }
        assertThat(fake.seen()).hasSize(3);
    }

    @Test
    public void aGivenTokenThatHasExpiredAsksForANewOne() {
        try (Cloud cloud = fake.access().token("given").open()) {
            fake.expireTokens();
            fake.on("POST", "/v3/auth/tokens", FakeAnswer.status(401));
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOf(CloudException.WrongCredentials.class)
                    .hasMessageContaining("give a new one");
        }
    }

    private static Token token(Duration life, Duration age) {
        return new Token("t", null, null, life, System.nanoTime() - age.toNanos());
    }

    @Test
    public void aTokenInItsLastMinuteIsNotUsedAnyMore() {
        assertThat(token(Duration.ofHours(1), Duration.ofMinutes(58)).isEnding())
                .isFalse();
        assertThat(token(Duration.ofHours(1), Duration.ofSeconds(3550)).isEnding())
                .isTrue();
        assertThat(token(Duration.ofSeconds(90), Duration.ofSeconds(80)).isEnding())
                .as("where none lives longer it is used while it lasts")
                .isFalse();
        assertThat(token(null, Duration.ofDays(1)).isEnding()).isFalse();

        List<Token> tokens = List.of(
                token(Duration.ofHours(1), Duration.ofSeconds(3550)), token(Duration.ofHours(1), Duration.ZERO));
        Session session = new Session(tokens.iterator()::next);
        assertThat(session.token()).isSameAs(tokens.get(0));
        assertThat(session.token()).isSameAs(tokens.get(1));
        assertThat(session.token()).isSameAs(tokens.get(1));
    }

    @Test
    public void nothingLongBeginsWithATokenInItsSecondHalf() {
        List<Token> tokens = List.of(
                token(Duration.ofHours(1), Duration.ofMinutes(31)), token(Duration.ofHours(1), Duration.ofMinutes(29)));
        Session session = new Session(tokens.iterator()::next);
        assertThat(session.token()).as("good enough for a call").isSameAs(tokens.get(0));
        assertThat(session.youngToken()).isSameAs(tokens.get(1));
        assertThat(session.youngToken()).isSameAs(tokens.get(1));
    }

    @Test
    public void theLifeOfATokenIsReadByTheCloudsClockOnly() {
        Date noon = Date.from(Instant.parse("2014-01-31T12:00:00Z"));
        Date one = Date.from(Instant.parse("2014-01-31T13:00:00Z"));
        assertThat(Token.life(one, noon, "Fri, 31 Jan 2014 12:30:00 GMT")).isEqualTo(Duration.ofHours(1));
        assertThat(Token.life(one, null, "Fri, 31 Jan 2014 12:30:00 GMT")).isEqualTo(Duration.ofMinutes(30));
        assertThat(Token.life(one, null, "yesterday")).isNegative();
        assertThat(Token.life(null, noon, null)).isNull();
    }

    @Test
    public void clocksMayDiffer() {
        fake.clock(Instant.now().minus(Duration.ofHours(9)));
        try (Cloud cloud = fake.access().open()) {
            for (int i = 0; i < 5; i++) {
                cloud.get(Service.COMPUTE, "/servers");
            }
        }
        assertThat(fake.tokensGiven())
                .as("by this machine's clock each token expired hours ago")
                .isEqualTo(1);
    }

    @Test
    public void anUploadBeginsWithATokenThatWasSeenToWork() {
        fake.on("GET", "/image/v2/images/1", FakeAnswer.json("{\"id\": \"1\"}"))
                .on("PUT", "/image/v2/images/1/file", FakeAnswer.status(204));
        try (Cloud cloud = fake.access().open()) {
            fake.expireTokens();
            cloud.upload("1", new ByteArrayInputStream(new byte[1000]), -1);
        }
        assertThat(fake.seen())
                .extracting(FakeCloud.Seen::toString)
                .containsExactly("GET /image/v2/images/1", "GET /image/v2/images/1", "PUT /image/v2/images/1/file");
        assertThat(fake.last().token()).isEqualTo("mira-token-2");
    }

    @Test
    public void anUploadBeginsAtOnceWithATokenThatGlanceHasJustTaken() {
        fake.on("POST", "/image/v2/images", FakeAnswer.json("{\"id\": \"1\"}"))
                .on("PUT", "/image/v2/images/1/file", FakeAnswer.status(204));
        try (Cloud cloud = fake.access().open()) {
            cloud.send(Request.post(Service.IMAGE, "/images").body(JsonNodeFactory.instance.objectNode()));
            cloud.upload("1", new ByteArrayInputStream(new byte[1000]), -1);
        }
        assertThat(fake.seen())
                .extracting(FakeCloud.Seen::toString)
                .containsExactly("POST /image/v2/images", "PUT /image/v2/images/1/file");
    }
}
