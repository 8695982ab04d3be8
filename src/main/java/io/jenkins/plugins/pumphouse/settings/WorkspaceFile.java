package io.jenkins.plugins.pumphouse.settings;

import hudson.FilePath;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import jenkins.security.MasterToSlaveCallable;

/**
 * Reads and writes a text file of a build's workspace, and of nowhere else: a workspace on the controller must not lend
 * the pipeline's author the controller's own files.
 */
public final class WorkspaceFile {
    private WorkspaceFile() {}

    /**
     * The text of a file.
     *
     * @param workspace on the controller or on an agent
     * @param path relative to the workspace, or absolute within it
     * @return none if there is no such file
     * @throws ConfigurationException if the path leads out of the workspace, or the file is too large or not UTF-8
     * @throws IOException if it exists but cannot be read, or the agent does not answer
     */
    static Optional<String> read(FilePath workspace, String path) throws IOException, InterruptedException {
        return read(workspace, path, Configuration.MAX_LENGTH);
    }

    /**
     * The same of a file of another kind.
     *
     * @param most bytes that it may have
     */
    public static Optional<String> read(FilePath workspace, String path, int most)
            throws IOException, InterruptedException {
        byte[] bytes = workspace.act(new Read(workspace.getRemote(), path, most));
        return bytes == null ? Optional.empty() : Optional.of(decode(path, bytes, most));
    }

    /** Whether {@link #write} takes the name: no path, and no file that is hidden. */
    public static boolean isPlain(String name) {
        return name.matches("[\\w.-]+") && !name.startsWith(".");
    }

    /**
     * Writes a file at once, in place of one that is there; also in place of a link, which is not followed.
     *
     * @param workspace on the controller or on an agent
     * @param name of the file, right in the workspace
     * @throws IOException if it cannot be written, or the agent does not answer
     * @throws ConfigurationException if the name is a path
     */
    public static void write(FilePath workspace, String name, String text) throws IOException, InterruptedException {
        if (!isPlain(name)) {
            throw new ConfigurationException("\"" + name + "\" is no plain name of a file. Use letters, digits, \"-\","
                    + " \"_\" and \".\" alone: the file is written into the workspace itself.");
        }
        workspace.act(new Write(workspace.getRemote(), name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String decode(String path, byte[] bytes, int most) {
        if (bytes.length > most) {
            throw new ConfigurationException(path + " is larger than " + most / 1024 + " KiB, so it is hardly "
                    + (most == Configuration.MAX_LENGTH ? "a configuration." : "what is meant."));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(path + " is not UTF-8 text; save it as UTF-8.");
        }
    }

    /** Runs where the workspace is; plain bytes come back, so that the agent is not trusted to judge them. */
    private static final class Read extends MasterToSlaveCallable<byte[], IOException> {
        private static final long serialVersionUID = 1L;

        private final String workspace;
        private final String path;
        private final int most;

        Read(String workspace, String path, int most) {
            this.workspace = workspace;
            this.path = path;
            this.most = most;
        }

        @Override
        public byte[] call() throws IOException {
            Path root = Path.of(workspace).toAbsolutePath().normalize();
            Path file;
            try {
                file = root.resolve(path).normalize();
            } catch (InvalidPathException e) {
                return null;
            }
            // First without touching the disk: whether something exists outside is nobody's business either.
            if (!file.startsWith(root)) {
                throw outside();
            }
            if (!Files.isRegularFile(file)) {
                return null;
            }
            if (!file.toRealPath().startsWith(root.toRealPath())) {
                throw outside();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(most + 1);
            }
        }

        private ConfigurationException outside() {
            return new ConfigurationException("\"" + path + "\" is not in the workspace " + workspace
                    + "; only files of the workspace are read. Copy it into the workspace, or use a configuration of"
                    + " Jenkins' settings.");
        }
    }

    /** Runs where the workspace is. */
    private static final class Write extends MasterToSlaveCallable<Void, IOException> {
        private static final long serialVersionUID = 1L;

        private final String workspace;
        private final String name;
        private final byte[] content;

        Write(String workspace, String name, byte[] content) {
            this.workspace = workspace;
            this.name = name;
            this.content = content;
        }

        @Override
        public Void call() throws IOException {
            Path root = Files.createDirectories(Path.of(workspace));
            Path whole = Files.createTempFile(root, name, ".new");
            try {
                Files.write(whole, content);
                Files.move(
                        whole, root.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
            return null;
        }
    }
}
