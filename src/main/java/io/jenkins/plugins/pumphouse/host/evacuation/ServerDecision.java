package io.jenkins.plugins.pumphouse.host.evacuation;

/**
 * What becomes of a server of the hypervisor.
 *
 * @param way live or cold; null when it is not migrated
 * @param underWay whether Nova migrates it already
 * @param why it is not migrated, with the command that makes it movable; empty when it is
 * @param kept whether that is as it should be, and no failure
 */
record ServerDecision(How way, boolean underWay, String why, boolean kept) {
    static ServerDecision go(How way) {
        return new ServerDecision(way, false, "", false);
    }

    static ServerDecision underWay(How way) {
        return new ServerDecision(way, true, "", false);
    }

    static ServerDecision refused(String why) {
        return new ServerDecision(null, false, why, false);
    }

    static ServerDecision keep(String why) {
        return new ServerDecision(null, false, why, true);
    }

    boolean goes() {
        return way != null;
    }
}
