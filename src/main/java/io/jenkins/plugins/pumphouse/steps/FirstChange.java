package io.jenkins.plugins.pumphouse.steps;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether the tries of a step may have changed anything yet. As long as they surely have not, a file beside the build's
 * reports says so: it outlives a controller that ends without a word, where what the step itself stores may be older.
 * Without the file, as of a step that an older release began, they may have.
 */
final class FirstChange {
    private static final Logger LOGGER = Logger.getLogger(FirstChange.class.getName());

    private final Path directory;
    private final Path untouched;
    private boolean come;

    /** Of a step of which it cannot be known. */
    static FirstChange unknown() {
        return new FirstChange();
    }

    private FirstChange() {
        directory = null;
        untouched = null;
        come = true;
    }

    /**
     * @param directory of the build's reports; need not exist
     * @param step its place in the build, the same before and after a restart
     */
    FirstChange(Path directory, String step) {
        this.directory = directory;
        this.untouched = directory.resolve("untouched-" + step);
    }

    /** The step begins: nothing is changed. */
    void begin() {
        if (come) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.write(untouched, new byte[0]);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A restart will have to take the step for one that has changed something", e);
        }
    }

    /** The next thing that a try does may change something. */
    void comes() {
        if (!come) {
            come = true;
            end();
        }
    }

    /** False as soon as anything may have been changed, or where that cannot be known. */
    boolean isToCome() {
        return !come && Files.isRegularFile(untouched);
    }

    /** Leaves no file behind. */
    void end() {
        try {
            if (Files.deleteIfExists(untouched)) {
                try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
                    entries.force(true); // also for a controller that loses its power now
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "Not every file system can be asked for that", e);
        }
    }
}
