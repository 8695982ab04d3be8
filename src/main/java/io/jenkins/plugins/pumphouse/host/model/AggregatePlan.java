package io.jenkins.plugins.pumphouse.host.model;

import java.io.Serializable;
import java.util.List;

/**
 * Where a host belongs in the target's Nova.
 *
 * @param aggregates that it joins, by name
 * @param zone availability zone that it joins; null for none
 */
public record AggregatePlan(List<String> aggregates, String zone) implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final AggregatePlan NONE = new AggregatePlan(List.of(), null);

    public AggregatePlan {
        aggregates = List.copyOf(aggregates);
    }
}
