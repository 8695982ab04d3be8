package io.jenkins.plugins.pumphouse.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Links to Jenkins: those that our classes have, and those that somebody has held against the real signatures. */
record Ledger(SortedSet<Link> links) {
    /** Whose types are whose, by the start of the name; everything else comes with Jenkins itself. */
    private static final Map<String, String> PLUGINS = Map.of(
            "org.jenkinsci.plugins.workflow.steps.", "workflow-step-api",
            "org.jenkinsci.plugins.workflow.actions.", "workflow-api",
            "org.jenkinsci.plugins.workflow.flow.", "workflow-api",
            "org.jenkinsci.plugins.workflow.graph.", "workflow-api",
            "org.jenkinsci.plugins.workflow.support.", "workflow-support",
            "org.jenkinsci.plugins.structs.", "structs",
            "com.cloudbees.plugins.credentials.", "credentials",
            "com.cloudbees.hudson.plugins.folder.", "cloudbees-folder",
            "com.cloudbees.jenkins.support.", "support-core",
            "org.jenkinsci.plugins.plaincredentials.", "plain-credentials");

    /** The reviewed ledger, {@code jenkins-links.txt}. */
    static Ledger checkedIn() {
        try (InputStream in = Ledger.class.getResourceAsStream("jenkins-links.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new Ledger(lines.stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Link::parse)
                    .collect(Collectors.toCollection(TreeSet::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the compiled classes of that name link to. */
    static Ledger of(List<String> classNames) {
        SortedSet<Link> links = new TreeSet<>();
        for (String name : classNames) {
            ClassFile file = ClassFile.of(name);
            file.types().stream().filter(JenkinsTypes::isOne).forEach(type -> links.add(Link.toType(Types.load(type))));
            file.members().forEach(member -> addReferred(member, links));
            addOverridden(Types.load(name), links);
        }
        return new Ledger(links);
    }

    /** The plugins that must be loaded for these links to resolve. */
    Set<String> plugins() {
        return links.stream()
                .flatMap(link ->
                        PLUGINS.entrySet().stream().filter(entry -> link.owner().startsWith(entry.getKey())))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void addReferred(ClassFile.Member member, Set<Link> links) {
        if (JenkinsTypes.isOne(member.owner())) {
            // As written, not as declared here: what the JVM looks up is this owner, and this kind of owner.
            String kind = member.ofInterface() ? "interface" : Link.kindOf(Types.load(member.owner()));
            links.add(new Link(member.owner(), kind, member.name(), member.descriptor()));
        } else if (JenkinsTypes.isOurs(member.owner())) {
            // javac writes the receiver's static type: a class of ours that inherited the member from Jenkins.
            Types.declaring(Types.load(member.owner()), member.name(), member.descriptor())
                    .filter(declaring -> JenkinsTypes.isOne(declaring.getName()))
                    .ifPresent(declaring -> links.add(Link.toMember(declaring, member.name(), member.descriptor())));
        }
    }

    private static void addOverridden(Class<?> type, Set<Link> links) {
        Set<Class<?>> supertypes = Types.withSupertypes(type);
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            String descriptor = Types.descriptor(method);
            supertypes.stream()
                    .filter(supertype -> JenkinsTypes.isOne(supertype.getName()))
                    .filter(supertype -> Types.membersOf(supertype).contains(method.getName() + " " + descriptor))
                    .forEach(supertype -> links.add(Link.toMember(supertype, method.getName(), descriptor)));
        }
    }
}
