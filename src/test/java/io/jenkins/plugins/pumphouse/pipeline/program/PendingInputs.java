package io.jenkins.plugins.pumphouse.pipeline.program;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The questions of a run that nobody has answered. */
public final class PendingInputs {
    private final List<Runnable> proceed = new CopyOnWriteArrayList<>();
    private final boolean approving;

    PendingInputs(boolean approving) {
        this.approving = approving;
    }

    /** A question is asked; {@code proceed} is what its approval does. */
    public void ask(Runnable proceed) {
        if (approving) {
            proceed.run();
        } else {
            this.proceed.add(proceed);
        }
    }

    /** Approves all that was asked; false when nothing was. */
    public boolean approve() {
        boolean any = !proceed.isEmpty();
        proceed.forEach(answer -> {
            proceed.remove(answer);
            answer.run();
        });
        return any;
    }
}
