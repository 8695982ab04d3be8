package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What differs from type to type, as data: where its list is, which fields are copied, which refer to what, what
 * identifies it. {@link DeclaredType} does with it what is the same for all.
 */
public final class Declaration {
    final Kind kind;
    final Service service;
    final ApiCollection place;
    final Map<String, String> query = new LinkedHashMap<>();
    final List<String> copied = new ArrayList<>();
    final Map<String, Kind> references = new LinkedHashMap<>();
    final Map<String, List<Kind>> links = new LinkedHashMap<>();
    final List<String> key = new ArrayList<>();
    final Account account = new Account();
    boolean unique;
    String owner;
    String quota;
    String microversion;
    String extension;
    String namesakes;

    private Declaration(Kind kind, Service service, ApiCollection place) {
        this.kind = kind;
        this.service = service;
        this.place = place;
    }

    public static Declaration of(Kind kind, Service service, ApiCollection place) {
        return new Declaration(kind, service, place);
    }

    /** A parameter of every list request. */
    public Declaration with(String name, String value) {
        query.put(name, value);
        return this;
    }

    /** The highest microversion that the type understands; lower ones are taken where the service has no other. */
    public Declaration microversion(String highest) {
        microversion = highest;
        return this;
    }

    /** Only a service with the extension has such objects. */
    public Declaration existsWith(String extension) {
        this.extension = extension;
        return this;
    }

    /** Fields that are compared, and copied as they are. */
    public Declaration copies(String... fields) {
        copied.addAll(List.of(fields));
        return brings(fields);
    }

    /** A field that holds the id of another object: translated, and needed first. */
    public Declaration refers(String field, Kind to) {
        references.put(field, to);
        return brings(field);
    }

    /**
     * A field that holds the id of another object, which is needed first if it has the same owner; another owner's
     * comes only where it is on the target already, and is told elsewhere.
     *
     * @param parts of the other object that have its id, and are needed with it
     */
    public Declaration links(String extension, String field, Kind to, Kind... parts) {
        links.put(field, Stream.concat(Stream.of(to), Stream.of(parts)).toList());
        account.bringsWhere(extension, null, field);
        return this;
    }

    /** The field, and parameter of the list, that names the project that owns the object. */
    public Declaration ownedBy(String field) {
        owner = field;
        return refers(field, Kind.PROJECT);
    }

    /** Fields that are compared and copied, where the target has the extension; see {@link Account#bringsWhere}. */
    public Declaration copiesWhere(String extension, Object usual, String... fields) {
        copied.addAll(List.of(fields));
        account.bringsWhere(extension, usual, fields);
        return this;
    }

    /** A description, in a way of the type's own, where the target has the extension; unless it is declared already. */
    public Declaration describesWhere(String extension) {
        if (!account.names("description")) {
            account.bringsWhere(extension, null, "description");
        }
        return this;
    }

    /** A field that is compared and copied, and without which nothing is made; see {@link Account#needs}. */
    public Declaration copiesOrRefuses(String extension, String field, Object usual, String why) {
        copied.add(field);
        account.needs(extension, field, usual, why);
        return this;
    }

    /** Fields that the type brings along in a way of its own. */
    public Declaration brings(String... fields) {
        account.brings(fields);
        return this;
    }

    /** Fields that the target's service sets by itself. */
    public Declaration serviceSets(String... fields) {
        account.serviceSets(fields);
        return this;
    }

    /** A field that stays behind, and is told unless it says nothing; see {@link Account#tells}. */
    public Declaration tells(String field, Object usual, String why) {
        account.tells(field, usual, why);
        return this;
    }

    /** A field without which the object would be another one; see {@link Account#refuses}. */
    public Declaration refuses(String field, Object usual, String why) {
        account.refuses(field, usual, why);
        return this;
    }

    /** All other fields are the owner's own, and come along. */
    public Declaration bringsOthers() {
        account.bringsOthers();
        return this;
    }

    /**
     * Of several objects that nothing but their ids tell apart, each gets a name of its own on the target.
     *
     * @param others in words: {@code "another group of the same name and policy"}
     */
    public Declaration getsDistinctName(String others) {
        namesakes = others;
        return this;
    }

    /** Like {@link #identifiedBy}, where the service lets no two objects have the same of them. */
    public Declaration uniquelyIdentifiedBy(String... fields) {
        unique = true;
        return identifiedBy(fields);
    }

    /** The quota of the owner, as {@code "<service> <key>"}, of which each object takes one. */
    public Declaration countsAs(String quota) {
        this.quota = quota;
        return this;
    }

    /** The fields that together identify an object by nature. */
    public Declaration identifiedBy(String... fields) {
        key.addAll(List.of(fields));
        return this;
    }
}
