package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.network.TakenSegment;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Segments and addresses that are kept: free, or in the way of the objects that need them, which the plan keeps back.
 */
final class TakenPlaces implements FitProbe {
    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        List<FitRow> rows = new ArrayList<>(segments(needs));
        for (ResourceType type : List.of(new PortType(), new FloatingIpType())) {
            needs.keptBack(type.kind())
                    .forEach(object -> type.obstructed(
                                    type.wanted(
                                            object,
                                            needs.source(),
                                            needs.translation(),
                                            needs.source().mapping()),
                                    needs.target())
                            .ifPresent(why -> rows.add(lacks(object, "address", why))));
        }
        return rows;
    }

    /** One row a taken segment, and one for all that are free on the same wire. */
    private static List<FitRow> segments(PlannedNeeds needs) {
        List<FitRow> rows = new ArrayList<>();
        needs.keptBack(NetworkType.KIND)
                .forEach(network -> TakenSegment.of(network, needs.source(), needs.target())
                        .ifPresent(why -> rows.add(lacks(network, "segment", why))));
        Map<String, Long> free = new LinkedHashMap<>();
        needs.made(NetworkType.KIND)
                .filter(network -> SharedWire.is(network, needs.source()))
                .flatMap(network -> SharedWire.wires(network).stream())
                .map("segments of "::concat)
                .forEach(wire -> free.merge(wire, 1L, Long::sum));
        free.forEach((wire, count) -> rows.add(
                new FitRow(State.FITS, needs.cloud().name(), wire, count, null, "no network has the same segments")));
        return rows;
    }

    private static FitRow lacks(Resource object, String what, String why) {
        return new FitRow(State.LACKS, object.kind() + " " + object.name(), what, 1, 0L, why);
    }
}
