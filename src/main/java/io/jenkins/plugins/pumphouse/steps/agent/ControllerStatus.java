package io.jenkins.plugins.pumphouse.steps.agent;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.io.NotSerializableException;
import java.util.function.Consumer;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** The controller's end of a {@link SharedStatus}: on its way to an agent it is replaced by a reference. */
public final class ControllerStatus implements SharedStatus, SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    /** Characters; it stands in one line of a page. */
    private static final int LONGEST = 500;

    private final transient Consumer<String> shown;

    public ControllerStatus(Consumer<String> shown) {
        this.shown = shown;
    }

    @Override
    public void told(String line) {
        shown.accept(ConsoleText.line(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line));
    }

    private Object writeReplace() throws NotSerializableException {
        return getChannelForSerialization().export(SharedStatus.class, this);
    }
}
