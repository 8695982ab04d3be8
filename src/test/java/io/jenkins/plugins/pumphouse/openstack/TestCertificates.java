package io.jenkins.plugins.pumphouse.openstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates for servers of tests, made by the JDK's keytool, each signed by an authority of its own. */
public final class TestCertificates {

    private static final String PASSWORD = "changeit";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final KeyStore store;

    private TestCertificates(KeyStore store) {
        this.store = store;
    }

    /**
     * @param names subject alternative names, such as {@code ip:127.0.0.1} or {@code dns:mira.example}
     * @param more options of keytool for the server's certificate
     */
    public static TestCertificates forServer(Path folder, String names, String... more)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("store-" + NUMBER.incrementAndGet() + ".p12");
        keytool(folder, file, "ca", "-dname", "CN=authority", "-ext", "bc:c");
        List<String> options = new ArrayList<>(List.of("-dname", "CN=server", "-signer", "ca", "-ext", "san=" + names));
        options.addAll(List.of(more));
        keytool(folder, file, "server", options.toArray(String[]::new));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificates(store);
    }

    private static void keytool(Path folder, Path file, String alias, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
    }

    /** For a server that shows the certificate. */
    public SSLContext server() throws GeneralSecurityException, IOException {
        KeyStore shown = KeyStore.getInstance("PKCS12");
        shown.load(null, null);
        shown.setKeyEntry(
                "server",
                store.getKey("server", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                store.getCertificateChain("server"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(shown, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** The authority's, for a client that trusts it. */
    public String pem() throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(store.getCertificate("ca").getEncoded()) + "\n-----END CERTIFICATE-----\n";
    }
}
