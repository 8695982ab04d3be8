package org.jenkinsci.plugins.workflow.support.actions;

import hudson.model.InvisibleAction;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public class PauseAction extends InvisibleAction {
    private final String cause;
    private boolean ended;

    public PauseAction(String cause) {
        this.cause = cause;
    }

    public String getCause() {
        return cause;
    }

    public boolean isPaused() {
        return !ended;
    }

    public static boolean isPaused(FlowNode node) {
        List<PauseAction> pauses = node.getActions(PauseAction.class);
        return !pauses.isEmpty() && pauses.get(pauses.size() - 1).isPaused();
    }

    public static void endCurrentPause(FlowNode node) throws IOException {
        List<PauseAction> pauses = node.getActions(PauseAction.class);
        if (!pauses.isEmpty()) {
            pauses.get(pauses.size() - 1).ended = true;
            node.save();
        }
    }
}
