package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whom a cloud is trusted by, and what is said about a certificate that is not. */
public class TlsTest {

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static TestCertificates good;
    private static TestCertificates ofAnotherHost;
    private static TestCertificates expired;

    @BeforeClass
    public static void makeCertificates() throws Exception {
        good = TestCertificates.forServer(FOLDER.getRoot().toPath(), "ip:127.0.0.1");
        ofAnotherHost = TestCertificates.forServer(FOLDER.getRoot().toPath(), "dns:mira.example");
        expired = TestCertificates.forServer(
                FOLDER.getRoot().toPath(), "ip:127.0.0.1", "-startdate", "-2d", "-validity", "1");
    }

    @Test
    public void aCloudWithAnAuthorityOfItsOwnIsTrustedByItsCertificate() throws Exception {
        try (FakeCloud fake = FakeCloud.start("mira", good.server());
                Cloud cloud = fake.access().caCert(good.pem()).open()) {
            assertThat(cloud.caller().userName()).isEqualTo("admin");
        }
    }

    @Test
    public void severalAuthoritiesMayBeGiven() throws Exception {
        try (FakeCloud fake = FakeCloud.start("mira", good.server());
                Cloud cloud = fake.access()
                        .caCert("# ours\n" + ofAnotherHost.pem() + "\n" + good.pem())
                        .open()) {
            assertThat(cloud.caller().userName()).isEqualTo("admin");
        }
    }

    @Test
    public void anUnknownAuthorityIsSaidWithTheKeyThatHelps() throws Exception {
        try (FakeCloud fake = FakeCloud.start("mira", good.server())) {
            assertThatThrownBy(() -> fake.access().open())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("mira: no answer to POST " + fake.url())
                    .hasMessageContaining("Give that authority's certificate as ca_cert");
            assertThat(fake.connections()).as("nothing was sent to it").isZero();
        }
    }

    @Test
    public void aWrongAuthorityIsSaid() throws Exception {
        try (FakeCloud fake = FakeCloud.start("mira", good.server())) {
            assertThatThrownBy(() -> fake.access().caCert(ofAnotherHost.pem()).open())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("does not come from the authority in ca_cert");
        }
    }

    @Test
    public void theHostNameIsCheckedWithAnOwnAuthorityToo() throws Exception {
        try (FakeCloud fake = FakeCloud.start("mira", ofAnotherHost.server())) {
            assertThatThrownBy(() -> fake.access().caCert(ofAnotherHost.pem()).open())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("its certificate is for another name than \"127.0.0.1\"");
        }
    }

    @Test
    public void anExpiredCertificateIsSaid() throws Exception {
        try (FakeCloud fake = FakeCloud.start("mira", expired.server())) {
            assertThatThrownBy(() -> fake.access().caCert(expired.pem()).open())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("has expired");
        }
    }

    @Test
    public void insecureTrustsAnyCertificateForAnyHost() throws Exception {
        for (TestCertificates any : new TestCertificates[] {good, ofAnotherHost, expired}) {
            try (FakeCloud fake = FakeCloud.start("mira", any.server());
                    Cloud cloud = fake.access().insecure().open()) {
                assertThat(cloud.caller().userName()).isEqualTo("admin");
            }
        }
    }

    @Test
    public void aCaCertThatIsNoneIsSaid() {
        assertThatThrownBy(() -> new AccessBuilder("mira", "https://127.0.0.1:1/v3")
                        .caCert("/etc/ssl/ca.pem")
                        .open())
                .isInstanceOf(CloudException.Unreachable.class)
                .hasMessageContaining("mira: ca_cert cannot be used")
                .hasMessageContaining("BEGIN CERTIFICATE");
    }

    @Test
    public void httpsToAServiceWithoutTlsIsSaid() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInPlainText(plain));
            server.setDaemon(true);
            server.start();
            assertThatThrownBy(
                            () -> new AccessBuilder("mira", "https://127.0.0.1:" + plain.getLocalPort() + "/v3").open())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("Write http:// instead of https:// (auth_url");
        }
    }

    private static void answerInPlainText(ServerSocket plain) {
        try {
            while (true) {
                try (Socket socket = plain.accept()) {
                    socket.getInputStream().readNBytes(5);
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
            }
        } catch (IOException e) {
            // The test has closed it.
        }
    }

    @Test
    public void httpsToAServiceThatWaitsForPlainTextIsSaid() {
        try (FakeCloud fake = FakeCloud.start("mira")) {
            assertThatThrownBy(() -> new AccessBuilder("mira", fake.url().replace("http:", "https:") + "/v3")
                            .timeout(Duration.ofMillis(300))
                            .open())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("speaks TLS (auth_url");
        }
    }

    @Test
    public void httpToAServiceWithTlsIsSaid() throws Exception {
        try (FakeCloud fake = FakeCloud.start("mira", good.server())) {
            assertThatThrownBy(() -> new AccessBuilder("mira", fake.url().replace("https:", "http:") + "/v3").open())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("If the service expects TLS, write https:// (auth_url");
        }
    }

    @Test
    public void httpToAnApacheWithTlsIsSaid() {
        try (FakeCloud fake = FakeCloud.start("mira")
                .on(
                        "POST",
                        "/v3/auth/tokens",
                        FakeAnswer.text(
                                400,
                                "text/html",
                                "<html><head><title>400 Bad Request</title></head><body><h1>Bad Request</h1><p>You're"
                                        + " speaking plain HTTP to an SSL-enabled server port.<br"
                                        + " /></p></body></html>"))) {
            assertThatThrownBy(() -> fake.access().open()).hasMessageContaining("write https://");
        }
    }

    @Test
    public void theBytesOfImagesAreTrustedAndRefusedInTheSameWay() throws Exception {
        byte[] image = {1, 2, 3};
        try (FakeCloud fake = withImage(good, image);
                Cloud trusted = fake.access().caCert(good.pem()).open();
                Cloud insecure = fake.access().insecure().open()) {
            assertThat(bytes(trusted)).isEqualTo(image);
            trusted.upload("1", new ByteArrayInputStream(image), -1);
            assertThat(bytes(insecure)).isEqualTo(image);
        }
        try (FakeCloud identity = FakeCloud.start("mira", good.server());
                FakeCloud glance = withImage(ofAnotherHost, image);
                Cloud cloud = identity.access()
                        .caCert(good.pem() + ofAnotherHost.pem())
                        .endpoint(Service.IMAGE, glance.url() + "/image/v2")
                        .open()) {
            assertThatThrownBy(() -> cloud.download("1"))
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("its certificate is for another name than \"127.0.0.1\"");
        }
    }

    private static FakeCloud withImage(TestCertificates certificates, byte[] image) throws Exception {
        return FakeCloud.start("mira", certificates.server())
                .on("GET", "/image/v2/images/1", FakeAnswer.json("{\"id\": \"1\"}"))
                .on("PUT", "/image/v2/images/1/file", FakeAnswer.status(204))
                .on("GET", "/image/v2/images/1/file", exchange -> {
                    exchange.sendResponseHeaders(200, image.length);
                    exchange.getResponseBody().write(image);
                    exchange.close();
                });
    }

    private static byte[] bytes(Cloud cloud) throws IOException {
        try (Download download = cloud.download("1")) {
            return download.stream().readAllBytes();
        }
    }
}
