package io.jenkins.plugins.pumphouse.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What goes to the JVM's log, sorted by the trial whose thread, or whose thread's child, wrote it. */
final class LogWatch extends Handler {
    private static final InheritableThreadLocal<List<String>> RECORDS = new InheritableThreadLocal<>();
    // Held: a logger that nobody holds is collected, and its handlers with it.
    private static final Logger LOGGER = Logger.getLogger("io.jenkins.plugins.pumphouse");

    private LogWatch() {}

    static synchronized void install() {
        if (LOGGER.getHandlers().length == 0) {
            LOGGER.addHandler(new LogWatch());
            LOGGER.setUseParentHandlers(false);
        }
    }

    static void uninstall() {
        for (Handler handler : LOGGER.getHandlers()) {
            LOGGER.removeHandler(handler);
        }
        LOGGER.setUseParentHandlers(true);
    }

    /** From now on this thread's records, and those of threads that it starts, are the trial's. */
    static List<String> begin() {
        List<String> records = new CopyOnWriteArrayList<>();
        RECORDS.set(records);
        return records;
    }

    @Override
    public void publish(LogRecord record) {
        List<String> records = RECORDS.get();
        if (records != null) {
            records.add("log: " + new SimpleFormatter().format(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
