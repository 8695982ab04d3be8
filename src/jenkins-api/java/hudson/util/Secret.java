package hudson.util;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Encoded rather than encrypted: these declarations never run where a secret is worth anything. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret fromString(String data) {
        if (data == null) {
            return new Secret("");
        }
        if (data.startsWith("{") && data.endsWith("}")) {
            byte[] decoded = Base64.getDecoder().decode(data.substring(1, data.length() - 1));
            return new Secret(new String(decoded, StandardCharsets.UTF_8));
        }
        return new Secret(data);
    }

    public String getPlainText() {
        return value;
    }

    public String getEncryptedValue() {
        return "{" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "}";
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
