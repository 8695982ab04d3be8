package io.jenkins.plugins.pumphouse.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.util.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;

/**
 * The new passwords of users in the directory of a build, encrypted by Jenkins. One event a line, each on the disk
 * before the next step is taken: a controller that dies in between loses no password.
 */
public final class PasswordFile {
    static final String NAME = "passwords.secret";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Branches of one build write to one file. */
    private static final Object WRITING = new Object();

    private final Supplier<Path> directory;

    /** @param directory of the build, asked for each time: a job that is renamed takes its builds along */
    PasswordFile(Supplier<Path> directory) {
        this.directory = directory;
    }

    private Path file() {
        return directory.get().resolve(NAME);
    }

    /**
     * A password and what is known of it.
     *
     * @param user name on the target
     * @param domain of the user, by name
     * @param cloud the target's name
     * @param password in plain text: for those who may see it, and never to be stored so
     * @param state whether the target has taken it
     * @param id of the user on the target; empty where it is not known
     * @param at when it was made, in UTC
     */
    record Row(String user, String domain, String cloud, String password, String state, String id, String at) {
        static final String UNSURE = "unsure: try it; the answer was lost, or the run has ended before it";
        static final String SET = "set";
        static final String REFUSED = "refused by the target";
    }

    /**
     * Keeps a password that no cloud has yet.
     *
     * @return what tells it from another of the same user, which a branch of the build may make for another target
     */
    public String issued(String cloud, String userId, String user, String domain, String password) throws IOException {
        String key = UUID.randomUUID().toString();
        append(JSON.createObjectNode()
                .put("issued", userId)
                .put("key", key)
                .put("cloud", cloud)
                .put("user", user)
                .put("domain", domain)
                .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("secret", Secret.fromString(password).getEncryptedValue()));
        return key;
    }

    /** The target has taken the password that {@link #issued} has kept. */
    public void set(String key, String targetId) throws IOException {
        append(JSON.createObjectNode().put("set", key).put("id", targetId));
    }

    /** The target has refused the password that {@link #issued} has kept. */
    public void refused(String key) throws IOException {
        append(JSON.createObjectNode().put("refused", key));
    }

    private void append(ObjectNode event) throws IOException {
        synchronized (WRITING) {
            Path file = file();
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
            }
            // A line of its own, also behind one that a full disk has left half written.
            Files.writeString(
                    file,
                    "\n" + event + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        }
    }

    boolean exists() {
        return Files.isRegularFile(file());
    }

    /** All passwords, in the order of their making. */
    List<Row> rows() throws IOException {
        if (!exists()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (String line : lines()) {
            JsonNode event = event(line);
            if (event.has("issued")) {
                String user = event.path("issued").asText(); // the key of files that earlier versions have written
                places.put(event.path("key").asText(user), rows.size());
                rows.add(new Row(
                        event.path("user").asText(),
                        event.path("domain").asText(),
                        event.path("cloud").asText(),
                        Secret.fromString(event.path("secret").asText()).getPlainText(),
                        Row.UNSURE,
                        "",
                        event.path("at").asText()));
                continue;
            }
            boolean set = event.has("set");
            Integer at = places.get(event.path(set ? "set" : "refused").asText());
            if (at != null) {
                Row row = rows.get(at);
                rows.set(
                        at,
                        new Row(
                                row.user,
                                row.domain,
                                row.cloud,
                                row.password,
                                set ? Row.SET : Row.REFUSED,
                                event.path("id").asText(),
                                row.at));
            }
        }
        return rows;
    }

    /** Bytes that are no text, of a character that was cut, spoil their line alone. */
    private List<String> lines() throws IOException {
        return Stream.of(new String(Files.readAllBytes(file()), StandardCharsets.UTF_8).split("\n"))
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** A line that a dying controller has left half written is passed over: its password went nowhere. */
    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** Hands them out, to those only who may see them. */
    HttpResponse download() throws IOException {
        return exists() ? HttpResponses.text(csv()) : HttpResponses.notFound();
    }

    /** For a spreadsheet, in plain text: for those only who may see it. */
    private String csv() throws IOException {
        StringBuilder csv = new StringBuilder("user,domain,cloud,password,state,id,at\r\n");
        for (Row row : rows()) {
            csv.append(String.join(
                            ",",
                            List.of(row.user, row.domain, row.cloud, row.password, row.state, row.id, row.at).stream()
                                    .map(IdMap::cell)
                                    .toList()))
                    .append("\r\n");
        }
        return csv.toString();
    }
}
