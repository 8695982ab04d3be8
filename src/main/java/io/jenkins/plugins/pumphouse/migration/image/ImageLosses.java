package io.jenkins.plugins.pumphouse.migration.image;

import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a copy of an image does not have, or no more. */
final class ImageLosses {
    /** Who sees an image. */
    private static final Set<String> AUDIENCE = Set.of("visibility", ImageType.MEMBERS, "os_hidden");

    private ImageLosses() {}

    /** Who sees it on the target no more does not see it again because a server was booted from it. */
    static Optional<Unasked> unasked(List<Difference> differences) {
        return differences.stream().allMatch(difference -> AUDIENCE.contains(difference.field()))
                ? Optional.of(Unasked.left("pumpImages"))
                : Optional.empty();
    }

    /**
     * What stands in the copy itself.
     *
     * @param mark of the copy
     */
    static List<String> of(Resource copy, Optional<Mark> mark) {
        List<String> lacking = new ArrayList<>();
        ImageRecord.refused(copy.json()).stream()
                .sorted()
                .forEach(name -> lacking.add("image property " + name + " (the target refuses it)"));
        mark.filter(origin -> !origin.id().equals(copy.id()))
                .ifPresent(origin -> lacking.add(otherId(origin.id(), copy.id())));
        return lacking;
    }

    /** That an image could not keep its id. */
    static String otherId(String former, String id) {
        return "id " + former + " (it is " + id + " on the target, which has or had another image of that id)";
    }
}
