package io.jenkins.plugins.pumphouse.host.evacuation;

/**
 * What becomes of a server of the hypervisor.
 *
 * @param way live or cold; null when it is not migrated
 * @param underWay whether Nova migrates it already
 * @param why it is not migrated, with the command that makes it movable; empty when it is
 * @param kept whether that is as it should be, and no failure
 */
record Verdict(How way, boolean underWay, String why, boolean kept) {
    static Verdict go(How way) {
        return new Verdict(way, false, "", false);
    }

    static Verdict underWay(How way) {
        return new Verdict(way, true, "", false);
    }

    static Verdict refused(String why) {
        return new Verdict(null, false, why, false);
    }

    static Verdict keep(String why) {
        return new Verdict(null, false, why, true);
    }

    boolean goes() {
        return way != null;
    }
}
