package io.jenkins.plugins.pumphouse.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Who moves which hosts into which environments, of all moves that one controller drives. A move takes what it must
 * have for itself before its first look and gives it back at its end; after a restart of the controller it takes it
 * again. All or nothing, so that no two moves wait for each other. Thread-safe.
 */
public final class MoveLocks {
    private static final MoveLocks CONTROLLER = new MoveLocks();

    private final Map<String, Hold> holds = new LinkedHashMap<>();

    private record Hold(String shown, List<MoveClaim> claims, BooleanSupplier alive) {}

    /** Those of this controller. */
    public static MoveLocks ofThisController() {
        return CONTROLLER;
    }

    /**
     * Takes all that is claimed, or nothing. The present owner keeps it.
     *
     * @param owner of the claims, as no other move calls itself
     * @param shown the owner as people know it, such as {@code pumpHost in hosts #12}
     * @param alive whether the owner may still do anything; one that ended without giving back holds nothing
     * @return empty when the owner has it all now; else the first that another move holds and who that is, as a clause
     */
    public synchronized Optional<String> take(
            String owner, String shown, List<MoveClaim> claims, BooleanSupplier alive) {
        holds.entrySet()
                .removeIf(hold ->
                        !hold.getKey().equals(owner) && !hold.getValue().alive().getAsBoolean());
        for (Map.Entry<String, Hold> hold : holds.entrySet()) {
            if (!hold.getKey().equals(owner)) {
                Optional<String> taken = taken(hold.getValue(), claims);
                if (taken.isPresent()) {
                    return taken;
                }
            }
        }
        holds.put(owner, new Hold(shown, List.copyOf(claims), alive));
        return Optional.empty();
    }

    private static Optional<String> taken(Hold hold, List<MoveClaim> claims) {
        return claims.stream()
                .filter(claim -> hold.claims.stream().anyMatch(claim::collides))
                .findFirst()
                .map(claim -> claim.shown() + " is held by " + hold.shown);
    }

    /** Gives all back that the owner has taken. */
    public synchronized void release(String owner) {
        holds.remove(owner);
    }
}
