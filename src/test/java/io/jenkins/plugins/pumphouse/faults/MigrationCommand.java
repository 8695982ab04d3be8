package io.jenkins.plugins.pumphouse.faults;

/** The migration in a JVM of its own, which can be taken away from it. */
final class MigrationCommand {
    private MigrationCommand() {}

    /** @param args the stage, and the addresses of the source's and the target's Keystone */
    public static void main(String[] args) {
        System.exit(CloudPair.run(Stage.valueOf(args[0]), args[1], args[2]).failed() ? 1 : 0);
    }
}
