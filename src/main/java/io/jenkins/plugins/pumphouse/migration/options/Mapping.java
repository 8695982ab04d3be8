package io.jenkins.plugins.pumphouse.migration.options;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The operator's own word on which object of the target stands for one of the source: pumphouse.yaml's {@code mapping}.
 *
 * @param names per {@link Kind#word()}: name or id on the source to name or id on the target
 */
public record Mapping(Map<String, Map<String, String>> names) implements Serializable {
    /** Stands for no object: what it is said of is left alone. */
    public static final String SKIP = "skip";

    private static final String DOMAIN = "domain_id";

    /** What Keystone and Nova find by its name in any case. */
    private static final Set<String> WITHOUT_CASE =
            Set.of("domain", "project", "user", "group", "role", "flavor", "keypair");

    public static final Mapping NONE = new Mapping(Map.of());

    /** An id of Keystone is a UUID without hyphens; that of a user or group of a directory has twice its length. */
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Whether an entry names an object by its id, so that none can be made under that name. */
    public static boolean isId(String word) {
        return ID.matcher(word).matches();
    }

    public Mapping {
        Map<String, Map<String, String>> copy = new TreeMap<>();
        names.forEach((kind, entries) -> copy.put(kind, found(kind, entries)));
        names = copy;
    }

    /** Entries as their names are compared; to the letter where two of them differ in nothing else. */
    private static Map<String, String> found(String kind, Map<String, String> entries) {
        Map<String, String> found =
                WITHOUT_CASE.contains(kind) ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new TreeMap<>();
        entries.forEach((name, to) -> found.put(composed(name), to));
        return found.size() == entries.size() ? found : new TreeMap<>(entries);
    }

    /** A person cannot see whether an accent is a character of its own, nor type it so. */
    public static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** The names and ids that entries of a kind have for objects of the source, found as entries are. */
    public SortedSet<String> keys(Kind kind) {
        return new TreeSet<>(((TreeMap<String, String>) entries(kind)).navigableKeySet());
    }

    private Map<String, String> entries(Kind kind) {
        return names.getOrDefault(kind.word(), new TreeMap<>());
    }

    private static Optional<String> called(String name, Map<String, String> entries) {
        return name == null
                ? Optional.empty()
                : Optional.ofNullable(entries.get(name)).or(() -> Optional.ofNullable(entries.get(composed(name))));
    }

    /** What {@code resource} is to be called on the target, found by its id and then its name. */
    public Optional<String> of(Resource resource) {
        return entry(resource).filter(word -> !word.equals(SKIP));
    }

    /** Whether {@code resource} is to be left alone. */
    public boolean skips(Resource resource) {
        return entry(resource).filter(SKIP::equals).isPresent();
    }

    private Optional<String> entry(Resource resource) {
        Map<String, String> entries = entries(resource.kind());
        return precise(resource, entries).or(() -> called(resource.name(), entries));
    }

    /** The entry for the object alone, by its id, or by its name in its domain. */
    private static Optional<String> precise(Resource resource, Map<String, String> entries) {
        return Optional.ofNullable(entries.get(resource.id()))
                .or(() -> Optional.ofNullable(resource.text(DOMAIN))
                        .flatMap(domain -> called(inDomain(domain, resource.name()), entries)));
    }

    /** Whether an entry means {@code resource} by nothing but its name, which others may have as well. */
    public boolean isByName(Resource resource) {
        Map<String, String> entries = entries(resource.kind());
        return called(resource.name(), entries).isPresent()
                && precise(resource, entries).isEmpty();
    }

    /** The name of such an entry, where it is written otherwise than the object's; empty where it is the same. */
    public Optional<String> otherSpelling(Resource resource) {
        return isByName(resource)
                ? entries(resource.kind()).keySet().stream()
                        .filter(key -> key.equalsIgnoreCase(composed(resource.name())))
                        .filter(key -> !key.equals(composed(resource.name())))
                        .findFirst()
                : Optional.empty();
    }

    /** The key of an entry for what is called {@code name} in the domain of that id. */
    public static String inDomain(String domain, String name) {
        return domain + '/' + name;
    }

    /** An entry that another one stands before. */
    public record Replaced(Kind kind, String name, String former, String now) {
        /** {@code flavors: m1.small is c2 and not c1}. */
        @Override
        public String toString() {
            return kind.mappingKey() + ": " + name + " is " + now + " and not " + former;
        }
    }

    /**
     * The same with the entries of another mapping before its own: of two for one name the other's counts.
     *
     * @param told takes each entry that now means something else
     */
    public Mapping under(Mapping nearer, Consumer<Replaced> told) {
        Map<String, Map<String, String>> all = new TreeMap<>(names);
        nearer.names.forEach((kind, entries) -> {
            Map<String, String> own = new LinkedHashMap<>(names.getOrDefault(kind, Map.of()));
            Map<String, List<String>> looks =
                    own.keySet().stream().collect(Collectors.groupingBy(name -> look(kind, name)));
            entries.forEach((name, to) -> {
                List<String> meant =
                        own.containsKey(name) ? List.of(name) : looks.getOrDefault(look(kind, name), List.of());
                meant.stream()
                        .map(own::remove)
                        .filter(former -> former != null && !former.equals(to))
                        .forEach(former -> told.accept(new Replaced(new Kind(kind), name, former, to)));
            });
            own.putAll(entries);
            all.put(kind, own);
        });
        return new Mapping(all);
    }

    private static String look(String kind, String name) {
        return WITHOUT_CASE.contains(kind) ? composed(name).toLowerCase(Locale.ROOT) : composed(name);
    }

    /** The same, where what {@code kind} is mapped to is called as {@code renamed} says. */
    public Mapping renamed(Kind kind, UnaryOperator<String> renamed) {
        Map<String, String> changed = new TreeMap<>();
        names.getOrDefault(kind.word(), Map.of()).forEach((from, to) -> changed.put(from, renamed.apply(to)));
        return with(kind, changed);
    }

    /** The same with other entries for {@code kind}. */
    public Mapping with(Kind kind, Map<String, String> entries) {
        Map<String, Map<String, String>> other = new TreeMap<>(names);
        other.put(kind.word(), entries);
        return new Mapping(other);
    }

    /** What the object of that very id is to be called on the target; also of one that the source no longer has. */
    public Optional<String> ofId(Kind kind, String id) {
        return Optional.ofNullable(names.getOrDefault(kind.word(), Map.of()).get(id))
                .filter(word -> !word.equals(SKIP));
    }
}
