package io.jenkins.plugins.pumphouse.host.power.ipmi;

/**
 * Tells packets that were heard before by their numbers (6.12.13): a number counts once, and not when it is far behind
 * the highest.
 */
final class ReplayWindow {
    private static final int WIDTH = 32;

    private int highest;
    private long seen; // bit n: the number that lies n below the highest was heard

    boolean admits(int sequence) {
        int ahead = sequence - highest;
        if (ahead > 0 || seen == 0) {
            seen = ahead > 0 && ahead < WIDTH ? seen << ahead | 1 : 1;
            highest = sequence;
            return true;
        }
        if (-ahead >= WIDTH || (seen & 1L << -ahead) != 0) {
            return false;
        }
        seen |= 1L << -ahead;
        return true;
    }
}
