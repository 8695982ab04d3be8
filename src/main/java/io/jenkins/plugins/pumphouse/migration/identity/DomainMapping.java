package io.jenkins.plugins.pumphouse.migration.identity;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operator's mapping where the name of a project, a user or a group stands behind that of its domain
 * ({@code corp/alice}): on the source it means the one of that domain, on the target it becomes the object's id. Costs
 * two lists of domains, and a request for each name of the target; no directory is listed.
 */
public final class DomainMapping {
    private static final Map<Kind, String> LISTS =
            Map.of(ProjectType.KIND, "projects", UserType.KIND, "users", GroupType.KIND, "groups");

    private final Map<String, String> onSource;
    private final Map<String, String> onTarget;
    private final Cloud target;

    private DomainMapping(Cloud source, Cloud target) {
        this.onSource = domains(source);
        this.onTarget = domains(target);
        this.target = target;
    }

    /** @param mapping as the operator wrote it */
    public static Mapping of(Mapping mapping, Cloud source, Cloud target) {
        List<Kind> qualified = LISTS.keySet().stream()
                .filter(kind -> mapping.names().getOrDefault(kind.word(), Map.of()).entrySet().stream()
                        .anyMatch(entry -> isQualified(entry.getKey()) || isQualified(entry.getValue())))
                .toList();
        if (qualified.isEmpty()) {
            return mapping;
        }
        DomainMapping domains = new DomainMapping(source, target);
        Mapping precise = mapping;
        for (Kind kind : qualified) {
            precise = precise.with(kind, domains.entries(kind, mapping.names().get(kind.word())));
        }
        return precise;
    }

    /** Whether {@code source} has what is called so, in whichever domain, or with its domain; a request a domain. */
    public static boolean isKnown(Kind kind, String word, Cloud source) {
        Map<String, String> domains = domains(source);
        String domain = domains.get(domain(word));
        if (domain != null && isNamed(kind, name(word), domain, source)) {
            return true;
        }
        return domains.isEmpty()
                ? isNamed(kind, word, null, source)
                : domains.values().stream().anyMatch(each -> isNamed(kind, word, each, source));
    }

    private static boolean isNamed(Kind kind, String name, String domain, Cloud source) {
        if (source.identityV2()) {
            return true; // which lists by no name
        }
        String list = LISTS.get(kind);
        Request named = IdentityType.get('/' + list).query("name", name);
        return source.list(domain == null ? named : named.query("domain_id", domain), list).stream()
                .anyMatch(found -> name.equals(Json.text(found, "name")));
    }

    private static boolean isQualified(String word) {
        return word.indexOf('/') > 0;
    }

    private Map<String, String> entries(Kind kind, Map<String, String> written) {
        Map<String, String> entries = new TreeMap<>();
        written.forEach((from, to) -> {
            String known = onTarget(kind, to);
            entries.put(from, known); // also of one that has the slash in its name
            String domain = onSource.get(domain(from));
            if (domain != null) {
                entries.put(Mapping.inDomain(domain, name(from)), known);
            }
        });
        return entries;
    }

    /** The id of what a name behind a domain means; the word itself where it means nothing. */
    private String onTarget(Kind kind, String word) {
        String domain = onTarget.get(domain(word));
        if (domain == null || target.identityV2()) {
            return word;
        }
        String list = LISTS.get(kind);
        try {
            return target
                    .list(IdentityType.get('/' + list).query("name", name(word)).query("domain_id", domain), list)
                    .stream()
                    .filter(found -> name(word).equalsIgnoreCase(Json.text(found, "name")))
                    .map(found -> Json.text(found, "id"))
                    .findFirst()
                    .orElse(word);
        } catch (CloudException e) {
            return word; // told where it is needed: no object of that name is found
        }
    }

    private static String domain(String word) {
        return isQualified(word) ? word.substring(0, word.indexOf('/')).toLowerCase(Locale.ROOT) : "";
    }

    private static String name(String word) {
        return word.substring(word.indexOf('/') + 1);
    }

    /** The ids of a cloud's domains by their names, which have no case; none where the account may not list them. */
    private static Map<String, String> domains(Cloud cloud) {
        Map<String, String> ids = new LinkedHashMap<>();
        if (cloud.identityV2()) {
            ids.put(cloud.access().scope().projectDomain().toLowerCase(Locale.ROOT), DomainType.ONLY);
            return ids;
        }
        try {
            cloud.list(IdentityType.get("/domains"), "domains")
                    .forEach(domain -> ids.put(
                            String.valueOf(Json.text(domain, "name")).toLowerCase(Locale.ROOT),
                            Json.text(domain, "id")));
        } catch (CloudException.NotShown e) {
            return Map.of();
        }
        return ids;
    }
}
