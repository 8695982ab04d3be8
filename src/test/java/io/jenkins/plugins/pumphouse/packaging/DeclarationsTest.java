package io.jenkins.plugins.pumphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * {@code src/jenkins-api} declares what we use and nothing more: a declaration that nobody needs is one that nobody
 * checks.
 */
public class DeclarationsTest {
    private static final Ledger MAIN = Ledger.of(JenkinsTypes.ours());
    private static final Ledger TESTS = Ledger.of(JenkinsTypes.ourTests());

    @Test
    public void everyDeclaredTypeIsUsedOrMentionedByOneThatIs() {
        List<String> unused = new ArrayList<>(JenkinsTypes.declared());
        unused.removeAll(neededTypes());

        assertThat(unused)
                .as("Declarations that nothing uses: take them out of src/jenkins-api")
                .isEmpty();
    }

    @Test
    public void everyDeclaredMemberIsUsedByThePluginOrByItsTestsOrByOtherDeclarations() {
        Set<String> used = usedMembers();
        List<String> unused = new ArrayList<>();
        for (String name : JenkinsTypes.declared()) {
            Class<?> type = Types.load(name);
            for (String member : Types.membersOf(type)) {
                if (!comesWithItsType(type, member) && !used.contains(name + " " + member)) {
                    unused.add(name + " " + member);
                }
            }
        }

        assertThat(unused)
                .as("Declarations that nothing uses: take them out of src/jenkins-api")
                .isEmpty();
    }

    /** Members without which a type would not be of its kind, or that javac adds. */
    private static boolean comesWithItsType(Class<?> type, String member) {
        boolean defaultConstructor = member.equals("<init> ()V");
        boolean enumMethod = type.isEnum() && member.matches("(values|valueOf|[A-Z_]+) .*");
        // Read by Jenkins, not by us; without them @Extension(ordinal = ...) would not be the annotation that it is.
        boolean annotationElement = type.isAnnotation();
        boolean compilerMade = member.matches("(lambda|access)?\\$.*");
        boolean serialForm = member.startsWith("serialVersionUID ");
        boolean onlyNotToBeMetUnseen = JenkinsMembersTest.isListed(type, member.replaceAll(" .*", ""));
        return onlyNotToBeMetUnseen
                || defaultConstructor
                || enumMethod
                || annotationElement
                || compilerMade
                || serialForm;
    }

    private static Set<String> neededTypes() {
        Set<String> needed = Stream.of(MAIN, TESTS)
                .flatMap(ledger -> ledger.links().stream())
                .map(Link::owner)
                .collect(Collectors.toCollection(TreeSet::new));
        for (Set<String> wave = needed; !wave.isEmpty(); ) {
            Set<String> mentioned = wave.stream()
                    .filter(JenkinsTypes.declared()::contains)
                    .flatMap(name -> ClassFile.of(name).types().stream())
                    .filter(JenkinsTypes::isOne)
                    .collect(Collectors.toCollection(HashSet::new));
            mentioned.removeAll(needed);
            needed.addAll(mentioned);
            wave = mentioned;
        }
        return needed;
    }

    /**
     * {@code owner name descriptor} of each member that somebody refers to, under the declaration that the reference
     * ends at.
     */
    private static Set<String> usedMembers() {
        return Stream.of(MAIN, TESTS, Ledger.of(JenkinsTypes.declared()))
                .flatMap(ledger -> ledger.links().stream())
                .filter(link -> link.name() != null)
                .flatMap(link -> Types.declaring(Types.load(link.owner()), link.name(), link.descriptor())
                        .map(declaring -> declaring.getName() + " " + link.name() + " " + link.descriptor())
                        .stream())
                .collect(Collectors.toSet());
    }
}
