package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Phase;

/** What is looked at and decided in one phase. */
public interface PhaseHandler {

    /**
     * Looks at the world and says what is to be done next. Changes nothing by itself.
     *
     * @throws HostException when the phase's condition cannot be reached
     */
    HostStep look(HostContext context);

    /** What to tell the operator when the phase's time is over. */
    String late(HostContext context);

    static PhaseHandler of(Phase phase) {
        return switch (phase) {
            case INTERLOCK -> new Interlock();
            case LEAVE -> new Leave();
            case POWER_OFF -> new BetweenClouds(new PowerOff());
            case REWIRE -> new BetweenClouds(new Rewire());
            case BOOT -> new BetweenClouds(new NetworkBoot());
            case DISCOVER -> new BetweenClouds(new Discover());
            case ASSIGN -> new NodePhase(new Assign());
            case DEPLOY -> new NodePhase(new Deploy());
            case ARRIVE -> new NodePhase(new Arrive());
        };
    }
}
