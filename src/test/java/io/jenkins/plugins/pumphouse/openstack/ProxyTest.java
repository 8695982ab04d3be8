package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Proxies are those of the JVM, asked for each address. */
public class ProxyTest {

    private static final String[] PROPERTIES = {"http.proxyHost", "http.proxyPort", "http.nonProxyHosts"};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ProxySelector usual;

    @Before
    public void remember() {
        usual = ProxySelector.getDefault();
    }

    @After
    public void restore() {
        ProxySelector.setDefault(usual);
        for (String property : PROPERTIES) {
            System.clearProperty(property);
        }
    }

    @Test
    public void requestsGoThroughTheProxyOfTheJvm() {
        // The proxy is a server to which the whole address is sent; its Keystone happens to be itself.
        try (FakeCloud proxy = FakeCloud.start("proxy")) {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
            try (Cloud cloud = new AccessBuilder("mira", "http://keystone.invalid:5000/v3").open()) {
                assertThat(cloud.caller().userName()).isEqualTo("admin");
            }
            assertThat(proxy.logins()).hasSize(1);
            assertThat(proxy.logins().get(0).header("Host")).isEqualTo("keystone.invalid:5000");
        }
    }

    @Test
    public void tlsGoesThroughTheProxyInATunnelAndIsCheckedEndToEnd() throws Exception {
        TestCertificates certificates =
                TestCertificates.forServer(folder.getRoot().toPath(), "dns:keystone.invalid");
        try (FakeCloud fake = FakeCloud.start("mira", certificates.server());
                TunnelProxy proxy = new TunnelProxy(fake.port())) {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
            AccessBuilder access = new AccessBuilder("mira", "https://keystone.invalid:5000/v3");
            try (Cloud cloud = access.caCert(certificates.pem()).open()) {
                assertThat(cloud.caller().userName()).isEqualTo("admin");
            }
            assertThat(proxy.asked()).containsExactly("CONNECT keystone.invalid:5000 HTTP/1.1");
        }
    }

    @Test
    public void theBytesOfImagesGoThroughItToo() throws Exception {
        TestCertificates certificates =
                TestCertificates.forServer(folder.getRoot().toPath(), "dns:keystone.invalid");
        try (FakeCloud fake = FakeCloud.start("mira", certificates.server())
                        .on("GET", "/image/v2/images/1", FakeAnswer.json("{\"id\": \"1\"}"))
                        .on("PUT", "/image/v2/images/1/file", FakeAnswer.status(204))
                        .on(
                                "GET",
                                "/image/v2/images/1/file",
                                FakeAnswer.text(200, "application/octet-stream", "bytes"));
                TunnelProxy proxy = new TunnelProxy(fake.port())) {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
            AccessBuilder access = new AccessBuilder("mira", "https://keystone.invalid:5000/v3")
                    .endpoint(Service.IMAGE, "https://keystone.invalid:9292/image/v2");
            try (Cloud cloud = access.caCert(certificates.pem()).open()) {
                try (Download download = cloud.download("1")) {
                    assertThat(download.stream().readAllBytes()).asString().isEqualTo("bytes");
                }
                cloud.upload("1", new ByteArrayInputStream(new byte[1]), -1);
            }
            assertThat(proxy.asked())
                    .endsWith("CONNECT keystone.invalid:9292 HTTP/1.1", "CONNECT keystone.invalid:9292 HTTP/1.1");
        }
    }

    @Test
    public void hostsThatTheJvmExceptsAreReachedDirectly() {
        try (FakeCloud proxy = FakeCloud.start("proxy")) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
            new AccessBuilder("mira", "http://keystone.invalid:5000/v3").open().close();
            assertThat(proxy.logins()).hasSize(1);

            System.setProperty("http.nonProxyHosts", "*.invalid");
            assertThatThrownBy(() -> new AccessBuilder("mira", "http://keystone.invalid:5000/v3").open())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("\"keystone.invalid\" is unknown");
            assertThat(proxy.logins()).hasSize(1);
        }
    }

    @Test
    public void aProxyThatWantsAPasswordIsSaid() {
        try (FakeCloud proxy = FakeCloud.start("proxy").on("POST", "/v3/auth/tokens", FakeAnswer.status(407))) {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
            assertThatThrownBy(() -> new AccessBuilder("mira", "http://keystone.invalid:5000/v3").open())
                    .isInstanceOf(CloudException.Rejected.class)
                    .hasMessageContaining("The proxy asks for a password");
        }
    }
}
