package io.jenkins.plugins.pumphouse.faults;

/** The migration in a JVM of its own, which can be taken away from it. */
final class MigrationCommand {
    private MigrationCommand() {}

    /** @param args the addresses of the source's and the target's Keystone */
    public static void main(String[] args) {
        System.exit(CloudPair.migrate(args[0], args[1], line -> {}).failed() ? 1 : 0);
    }
}
