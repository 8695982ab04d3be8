package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.fuel.FuelException;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchException;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;

/**
 * What a failure of a look or an act means for the host.
 *
 * @param message for the operator
 */
record FailureClass(Kind kind, String message) {

    enum Kind {
        /**
         * A service does not answer. It may be restarted or updated right now; hours of a move are not given up for
         * that.
         */
        SILENCE,
        /** The same may succeed when it is tried again. */
        MAY_PASS,
        /** Somebody has to change something first. */
        LASTING
    }

    static FailureClass of(RuntimeException e) {
        return new FailureClass(kind(e), e.getMessage() == null ? e.toString() : e.getMessage());
    }

    private static Kind kind(RuntimeException e) {
        if (e instanceof CloudException.Unreachable
                || e instanceof CloudException.ServiceFault
                || e instanceof FuelException.Unreachable fuel && !fuel.lasting()
                || e instanceof FuelException.Fault
                || e instanceof FuelException.Busy
                || e instanceof FuelException.Rejected rejected && rejected.passing()
                || e instanceof FuelException.NotFound missing
                        && missing.words().startsWith("Node")
                || e instanceof BmcException bmc && bmc.mayPass()
                || e instanceof SwitchException tor && tor.remedy() == Remedy.UNREACHABLE) {
            return Kind.SILENCE;
        }
        return e instanceof HostException host && host.isWorthRepeating() ? Kind.MAY_PASS : Kind.LASTING;
    }
}
