package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keypairs: one name space a user. Those of other users are reachable from 2.10 on. */
final class Keypairs {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----(.*)-----END CERTIFICATE-----", Pattern.DOTALL);

    private final Compute nova;
    private final Map<String, TreeMap<String, ObjectNode>> byUser = new HashMap<>();
    private int ids = 1;

    Keypairs(Compute nova) {
        this.nova = nova;
    }

    void addTo(Routes routes, String root) {
        String all = root + "/os-keypairs";
        routes.get(all, this::list)
                .post(all, this::create)
                .get(all + "/{name}", call -> Answer.ok(WireJson.object("keypair", shown(call, require(call), true))))
                .delete(all + "/{name}", call -> {
                    require(call);
                    of(owner(call)).remove(call.segment("name"));
                    return nova.version(call).from(2) ? Answer.noContent() : Answer.accepted();
                });
    }

    private Answer list(Call call) {
        List<ObjectNode> rows = new ArrayList<>(of(owner(call)).values());
        boolean paged = nova.version(call).from(35);
        int limit = paged ? nova.pageSize(call) : Integer.MAX_VALUE;
        String marker = paged ? call.query("marker") : null;
        rows.removeIf(row -> marker != null && WireJson.text(row, "name").compareTo(marker) <= 0);
        List<ObjectNode> page = rows.subList(0, Math.min(limit, rows.size()));
        ObjectNode body = WireJson.object(
                "keypairs",
                WireJson.arrayOf(page.stream()
                        .map(row -> WireJson.object("keypair", shown(call, row, false)))
                        .toList()));
        if (paged && page.size() == limit) {
            body.set("keypairs_links", nova.nextLink(call, WireJson.text(page.get(page.size() - 1), "name")));
        }
        return Answer.ok(body);
    }

    private Answer create(Call call) {
        ObjectNode wanted = call.entity("keypair");
        AskedMicroversion version = nova.version(call);
        if (wanted.has("user_id") && !version.from(10) || wanted.has("type") && !version.from(2)) {
            throw Refused.badRequest(
                    "Invalid input for field/attribute keypair. Additional properties are not allowed ('"
                            + (wanted.has("user_id") ? "user_id" : "type") + "' was unexpected)");
        }
        if (!WireJson.has(wanted, "public_key")) {
            throw Refused.badRequest("Invalid input for field/attribute keypair. 'public_key' is a required property");
        }
        String name = WireJson.text(wanted, "name");
        if (!version.from(92) && !name.matches("[\\w \\-]+")) {
            throw Refused.badRequest(
                    "An invalid 'name' value was provided. The name must be: Only expected characters: [_- 0-9a-zA-Z]");
        }
        String owner = WireJson.has(wanted, "user_id")
                ? WireJson.text(wanted, "user_id")
                : call.caller().userId();
        if (!owner.equals(call.caller().userId()) && !call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow os_compute_api:os-keypairs:create to be performed.");
        }
        if (of(owner).keySet().stream().anyMatch(name::equalsIgnoreCase)) { // as MySQL compares
            throw Refused.conflict("Key pair '" + name + "' already exists.");
        }
        String key = WireJson.text(wanted, "public_key");
        String type = WireJson.has(wanted, "type") ? WireJson.text(wanted, "type") : "ssh";
        ObjectNode row = WireJson.object(
                "name",
                name,
                "public_key",
                key,
                "fingerprint",
                type.equals("x509") ? certificate(key) : fingerprint(key),
                "user_id",
                owner,
                "created_at",
                nova.world().now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000"),
                "deleted",
                false,
                "deleted_at",
                null,
                "id",
                ids++,
                "updated_at",
                null,
                "type",
                type);
        of(owner).put(name, row);
        ObjectNode body = WireJson.object(
                "keypair",
                shown(call, row, true).without(List.of("created_at", "deleted", "deleted_at", "id", "updated_at")));
        return Answer.of(version.from(2) ? 201 : 200, body);
    }

    private ObjectNode shown(Call call, ObjectNode row, boolean detail) {
        ObjectNode shown = detail ? row.deepCopy() : row.deepCopy().retain("name", "public_key", "fingerprint", "type");
        return nova.version(call).from(2) ? shown : shown.without(List.of("type"));
    }

    /** The user whose keys a request is about; a user that is not the caller's to name is ignored before 2.10. */
    private String owner(Call call) {
        String asked = call.query("user_id");
        if (asked == null || !nova.version(call).from(10)) {
            return call.caller().userId();
        }
        if (!asked.equals(call.caller().userId()) && !call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow os_compute_api:os-keypairs:index to be performed.");
        }
        return asked;
    }

    private ObjectNode require(Call call) {
        ObjectNode row = of(owner(call)).get(call.segment("name"));
        if (row == null) {
            throw Refused.notFound("Keypair " + call.segment("name") + " not found for user " + owner(call));
        }
        return row;
    }

    boolean has(String user, String name) {
        return of(user).containsKey(name);
    }

    private Map<String, ObjectNode> of(String user) {
        return byUser.computeIfAbsent(user, unused -> new TreeMap<>());
    }

    /** SHA-1 of the certificate's bytes in pairs of digits; {@link Refused} 400 for what is no certificate. */
    private static String certificate(String pem) {
        Matcher parts = PEM.matcher(pem.trim());
        try {
            if (!parts.matches()) {
                throw new IllegalArgumentException("not a certificate");
            }
            byte[] bytes = Base64.getMimeDecoder().decode(parts.group(1));
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest(
                    "Keypair data is invalid: failed to generate X509 fingerprint. Error message: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** MD5 of the key's bytes in pairs of digits; {@link Refused} 400 for what is no key. */
    private static String fingerprint(String key) {
        try {
            String[] words = key.trim().split("\\s+");
            if (words.length < 2 || !words[0].matches("(ssh|ecdsa|sk)-.*")) {
                throw new IllegalArgumentException("not a public key");
            }
            byte[] md5 =
                    MessageDigest.getInstance("MD5").digest(Base64.getDecoder().decode(words[1]));
            return HexFormat.ofDelimiter(":").formatHex(md5);
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("Keypair data is invalid: failed to generate fingerprint");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
