package io.jenkins.plugins.pumphouse.host;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Who moves which hosts into which environments, of all moves that one controller drives. A move takes what it must
 * have for itself before its first look and gives it back at its end. What is held is written down: a move that resumes
 * after a restart may have to wait for its agent first, and nobody else takes it meanwhile. All or nothing, so that no
 * two moves wait for each other. Thread-safe.
 */
public final class MoveLocks {
    private static final Logger LOG = Logger.getLogger(MoveLocks.class.getName());

    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final HeldMoves written;

    private record Hold(String shown, List<MoveClaim> claims, BooleanSupplier alive) {}

    /**
     * With what was held before a restart.
     *
     * @param alive whether the owner of that name may still do anything
     */
    public MoveLocks(HeldMoves written, Predicate<String> alive) {
        this.written = written;
        written.read()
                .forEach(move ->
                        holds.put(move.owner(), new Hold(move.shown(), move.claims(), () -> alive.test(move.owner()))));
    }

    /**
     * Takes all that is claimed, or nothing. The present owner keeps it.
     *
     * @param owner of the claims, as no other move calls itself
     * @param shown the owner as people know it, such as {@code pumpHost in hosts #12}
     * @param alive whether the owner may still do anything; one that ended without giving back holds nothing
     * @return empty when the owner has it all now; else the first that another move holds and who that is, as a clause
     * @throws UncheckedIOException when it cannot be written down; then nothing is taken
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
        Hold before = holds.put(owner, new Hold(shown, List.copyOf(claims), alive));
        if (before == null || !before.claims().equals(claims)) {
            try {
                write();
            } catch (UncheckedIOException e) {
                holds.remove(owner);
                throw e;
            }
        }
        return Optional.empty();
    }

    private void write() {
        written.write(holds.entrySet().stream()
                .map(hold -> new HeldMoves.Move(
                        hold.getKey(), hold.getValue().shown(), hold.getValue().claims()))
                .toList());
    }

    private static Optional<String> taken(Hold hold, List<MoveClaim> claims) {
        return claims.stream()
                .filter(claim -> hold.claims.stream().anyMatch(claim::collides))
                .findFirst()
                .map(claim -> claim.shown() + " is held by " + hold.shown);
    }

    /** What of the claims this owner holds, as {@link #take} says it to others; empty if nothing. */
    public synchronized Optional<String> heldBy(String owner, List<MoveClaim> claims) {
        return Optional.ofNullable(holds.get(owner)).flatMap(hold -> taken(hold, claims));
    }

    /** Keeps what the owner held before a restart, if it held anything: it goes on, although it cannot look yet. */
    public synchronized void keep(String owner, BooleanSupplier alive) {
        holds.computeIfPresent(owner, (known, hold) -> new Hold(hold.shown(), hold.claims(), alive));
    }

    /**
     * Owners have another name from now on.
     *
     * @param name gives the new name of an owner; the same for one that keeps its name
     */
    public synchronized void rename(UnaryOperator<String> name) {
        Map<String, Hold> renamed = new LinkedHashMap<>();
        holds.forEach((owner, hold) -> renamed.put(name.apply(owner), hold));
        if (renamed.keySet().equals(holds.keySet())) {
            return;
        }
        holds.clear();
        holds.putAll(renamed);
        try {
            write();
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, e.getMessage(), e); // the next change writes it
        }
    }

    /** Gives all back that the owner has taken. */
    public synchronized void release(String owner) {
        if (holds.remove(owner) == null) {
            return;
        }
        try {
            write();
        } catch (UncheckedIOException e) {
            // It is written down until the next change; after a restart it counts only as long as its build runs.
            LOG.log(Level.WARNING, e.getMessage(), e);
        }
    }
}
