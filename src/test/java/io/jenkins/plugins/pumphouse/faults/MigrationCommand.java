package io.jenkins.plugins.pumphouse.faults;

/** The migration in a JVM of its own, which can be taken away from it. */
final class MigrationCommand {
    private MigrationCommand() {}

    /** @param args the stage, and the addresses of the source's and the target's Keystone */
    public static void main(String[] args) {
        System.exit(
                new Controller(args[1], args[2], CloudPair.STALL)
                                .run(Stage.valueOf(args[0]))
                                .failed()
                        ? 1
                        : 0);
    }
}
