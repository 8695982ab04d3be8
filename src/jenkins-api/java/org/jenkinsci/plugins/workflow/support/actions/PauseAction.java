package org.jenkinsci.plugins.workflow.support.actions;

import hudson.model.InvisibleAction;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public class PauseAction extends InvisibleAction implements PersistentAction {
    private final String cause;
    private long endTime;

    public PauseAction(String cause) {
        this.cause = cause;
    }

    public String getCause() {
        return cause;
    }

    public boolean isPaused() {
        return endTime == 0;
    }

    public static void endCurrentPause(FlowNode node) throws IOException {
        for (PauseAction pause : node.getActions(PauseAction.class)) {
            pause.endTime = System.currentTimeMillis();
        }
    }
}
