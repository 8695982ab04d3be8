package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.openstack.CloudException;

/**
 * What a person is told of a migration that failed or has not ended, with the way out.
 *
 * @param host the hypervisor that the server was to leave
 */
record MigrationAdvice(NovaMigrations nova, String host, ShownServer server, How way) {
    /** What to do when it cannot go as it was to. */
    String wayOut() {
        if (server.status().equals(EvacuationPolicy.PAUSED)) {
            return " Correct that and run again, or openstack server unpause " + server.id()
                    + ", then run again with its name in cold:";
        }
        return way == How.LIVE
                ? " Correct that and run again, or name it in cold: to have it stopped for its migration"
                : " Correct that and run again";
    }

    /**
     * Why it is where it was, as the end of a sentence.
     *
     * @param doubt why the call that began it failed; empty when it did not
     */
    String whyNot(String doubt) {
        try {
            String told = nova.history().failure(server.id());
            String said = told.isEmpty() ? doubt : told;
            return (said.isEmpty() ? ", and Nova does not say why" : ": " + said) + "." + wayOut();
        } catch (CloudException e) {
            return ", and why cannot be read: " + e.getMessage();
        }
    }

    /** What Nova does with it from now on, and what ends that. */
    String continues() {
        if (way == How.COLD) {
            return "Nova continues: once it is VERIFY_RESIZE, run again, or openstack server resize confirm "
                    + server.id() + " (resize revert brings it back)";
        }
        return "Nova continues: run again to wait for it, or stop it with nova live-migration-abort " + server.id()
                + " " + number();
    }

    private String number() {
        try {
            return nova.history()
                    .newest(server.id(), host)
                    .filter(migration -> migration.from().equals(host))
                    .map(migration -> Long.toString(migration.number()))
                    .orElse("MIGRATION");
        } catch (CloudException e) {
            return "MIGRATION";
        }
    }
}
