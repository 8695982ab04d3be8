package io.jenkins.plugins.pumphouse.host;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is on the disk when it has been written, whole or not at all. */
record AtomicFile(Path path) {
    void write(byte[] content) throws IOException {
        Path written = path.resolveSibling(path.getFileName() + ".new");
        Files.createDirectories(path.getParent());
        // No channel, which an interrupt closes: also an aborted step has to write down what it releases.
        try (FileOutputStream out = new FileOutputStream(written.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
