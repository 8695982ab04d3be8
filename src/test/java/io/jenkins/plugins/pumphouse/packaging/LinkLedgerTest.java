package io.jenkins.plugins.pumphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Action;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jenkinsci.Symbol;
import org.junit.Test;

/**
 * Our classes are compiled against declarations of our own, so javac cannot tell whether they link in a real Jenkins.
 * The ledger can: each of its lines was held against the signatures of Jenkins 2.528.3 and of the plugins in the
 * manifest.
 */
public class LinkLedgerTest {
    private final Ledger ledger = Ledger.checkedIn();

    @Test
    public void everyLinkFromOurClassesToJenkinsIsInTheLedger() {
        SortedSet<Link> unknown = new TreeSet<>(Ledger.of(JenkinsTypes.ours()).links());
        unknown.removeAll(ledger.links());

        assertThat(unknown)
                .as(
                        "Links that nobody has held against the real signatures yet. Check kind, erasure and return"
                                + " type of each, then add its line to jenkins-links.txt:%n%s",
                        lines(unknown))
                .isEmpty();
    }

    @Test
    public void theLedgerHasNoLineThatOurClassesNoLongerNeed() {
        SortedSet<Link> stale = new TreeSet<>(ledger.links());
        stale.removeAll(Ledger.of(JenkinsTypes.ours()).links());

        assertThat(stale)
                .as("Lines to take out of jenkins-links.txt:%n%s", lines(stale))
                .isEmpty();
    }

    /** In the default build against our declarations; in the profile {@code jenkins} against the real types. */
    @Test
    public void everyLineOfTheLedgerResolvesOnTheClassPath() {
        assertThat(ledger.links()).isNotEmpty().allSatisfy(link -> {
            Class<?> owner = Types.load(link.owner());
            assertThat(Link.kindOf(owner)).isEqualTo(link.kind());
            if (link.name() != null) {
                assertThat(Types.declaring(owner, link.name(), link.descriptor()))
                        .isPresent();
            }
        });
    }

    @Test
    public void aReferenceThroughAClassOfOursCountsAsALinkToTheJenkinsTypeThatDeclaresTheMember() {
        Ledger found = Ledger.of(List.of(Sample.class.getName()));

        assertThat(found.links())
                .extracting(Link::toString)
                .contains(
                        "hudson.AbortException class",
                        "hudson.AbortException class <init> (Ljava/lang/String;)V",
                        "hudson.model.Action interface getDisplayName ()Ljava/lang/String;",
                        "hudson.model.Action interface getUrlName ()Ljava/lang/String;");
    }

    @Test
    public void anAnnotationAloneIsALinkToo() {
        Ledger found = Ledger.of(List.of(Marked.class.getName()));

        assertThat(found.links()).extracting(Link::toString).containsExactly("org.jenkinsci.Symbol annotation");
    }

    private static String lines(SortedSet<Link> links) {
        return links.stream().map(Link::toString).collect(Collectors.joining(System.lineSeparator()));
    }

    @Symbol("sample")
    private static class Marked {}

    private abstract static class Sample implements Action {
        String refuse() throws AbortException {
            if (getUrlName() == null) {
                throw new AbortException("no");
            }
            return getDisplayName();
        }
    }
}
