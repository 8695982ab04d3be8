package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.quota.QuotaRoom;
import io.jenkins.plugins.pumphouse.migration.type.Demand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The quotas of each project that pays for new objects. */
final class ProjectQuotas implements FitProbe {
    private final QuotaRoom quotas;

    ProjectQuotas(QuotaRoom quotas) {
        this.quotas = quotas;
    }

    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Map<String, Long>> amounts = new LinkedHashMap<>();
        for (Demand demand : needs.demands()) {
            if (demand.counted()) {
                names.putIfAbsent(demand.project(), "project " + demand.name());
                Map<String, Long> ofProject = amounts.computeIfAbsent(demand.project(), id -> new TreeMap<>());
                demand.amounts().forEach((quota, amount) -> ofProject.merge(quota, amount, Long::sum));
            }
        }
        List<FitRow> rows = new ArrayList<>();
        amounts.forEach((project, ofProject) -> rows.addAll(rows(project, names.get(project), ofProject)));
        return rows;
    }

    private List<FitRow> rows(String project, String name, Map<String, Long> amounts) {
        List<FitRow> rows = new ArrayList<>();
        Map<String, String> unread = new TreeMap<>();
        amounts.forEach((quota, needed) -> {
            String service = quota.substring(0, quota.indexOf(' '));
            Optional<String> why = quotas.unread(project, service);
            if (why.isPresent()) {
                unread.put(service, why.get());
            } else if (needed > 0) {
                quotas.level(project, quota).ifPresent(level -> rows.add(row(name, quota, needed, level)));
            }
        });
        unread.forEach(
                (service, why) -> rows.add(FitRow.unknown(name, "quotas of " + service, needs(service, amounts), why)));
        return rows;
    }

    /** How many quotas of the service the plan takes of. */
    private static long needs(String service, Map<String, Long> amounts) {
        return amounts.keySet().stream()
                .filter(quota -> quota.startsWith(service + ' '))
                .count();
    }

    private static FitRow row(String name, String quota, long needed, QuotaRoom.Level level) {
        return level.isUnlimited()
                ? FitRow.unlimited(name, quota, needed)
                : FitRow.counted(
                        State.LACKS,
                        name,
                        quota,
                        needed,
                        level.free(),
                        level.used() + " of " + level.limit() + " are used");
    }
}
