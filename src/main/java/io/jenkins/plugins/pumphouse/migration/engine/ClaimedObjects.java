package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The objects that the changes of one run have claimed. Two of its changes may have the same one. */
final class ClaimedObjects {
    private final Claims.Session claims;
    /** How many changes have an object. */
    private final ConcurrentMap<String, Integer> held = new ConcurrentHashMap<>();

    ClaimedObjects(Claims.Session claims) {
        this.claims = claims;
    }

    /** All of them, or none: so that no two runs wait for each other. Whether another run has written one counts. */
    Claims.Grant claim(List<String> keys) {
        List<String> taken = new ArrayList<>();
        boolean written = false;
        for (String key : keys) {
            Claims.Grant grant = claim(key);
            if (!grant.granted()) {
                release(taken);
                return grant;
            }
            taken.add(key);
            written |= grant.written();
        }
        return new Claims.Grant(null, written);
    }

    private Claims.Grant claim(String key) {
        Claims.Grant[] grant = new Claims.Grant[1];
        held.compute(key, (object, changes) -> {
            grant[0] = claims.claim(object);
            if (!grant[0].granted()) {
                return changes;
            }
            return changes == null ? 1 : changes + 1;
        });
        return grant[0];
    }

    void release(List<String> keys) {
        for (String key : keys) {
            held.computeIfPresent(key, (object, changes) -> {
                if (changes > 1) {
                    return changes - 1;
                }
                claims.release(object);
                return null;
            });
        }
    }
}
