package io.jenkins.plugins.pumphouse.migration.model;

import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Whether a request that only reads, and was refused, costs one object or everything. */
public final class ReadRefusal {
    private static final Set<Remedy> OF_THE_CLOUD = Set.of(Remedy.UNREACHABLE, Remedy.WRONG_CREDENTIALS);

    private ReadRefusal() {}

    /**
     * Returns when only what was asked for cannot be read.
     *
     * @throws CloudException {@code refused} itself where the whole cloud is out of reach: then nothing can be decided
     */
    public static void passOnOfTheCloud(CloudException refused) {
        boolean oneUsers = refused instanceof CloudException.WrongCredentials login && login.isOwners();
        if (OF_THE_CLOUD.contains(refused.remedy()) && !oneUsers) {
            throw refused;
        }
    }

    /**
     * What is read; nothing where the service answers 404 for the list, as it has no such objects. One 404 is no proof:
     * a proxy, or a service that is being restarted, answers it for lists that are there.
     */
    public static <T> List<T> noneIfUnserved(Supplier<List<T>> list) {
        try {
            return list.get();
        } catch (CloudException.NotFound e) {
            return noneIfStillUnserved(list);
        }
    }

    /** One object; empty when the service says twice that there is none. */
    public static <T> Optional<T> emptyIfGone(Supplier<T> object) {
        return noneIfUnserved(() -> List.of(object.get())).stream().findFirst();
    }

    private static <T> List<T> noneIfStillUnserved(Supplier<List<T>> list) {
        try {
            return list.get();
        } catch (CloudException.NotFound e) {
            return List.of();
        }
    }
}
