package io.jenkins.plugins.pumphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** What is in {@code pumphouse.hpi}, as Jenkins will find it. */
public class HpiIT {
    private static final String LIB = "WEB-INF/lib/";

    /**
     * Licences under which Apache-2.0 code may ship a library in binary form: category A of the ASF's licensing policy,
     * and the LGPL for a jar of its own, which may be replaced, with the text of the licence beside it.
     */
    private static final Set<String> COMPATIBLE_LICENCES =
            Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "LGPL-2.1-or-later");

    private static final Pattern LICENCE_OF_POM = Pattern.compile("(?s)<license>.*?<url>(.*?)</url>");
    private static final Pattern NOTICE_LINE = Pattern.compile("(\\S+\\.jar)\\s+(\\S+)\\s+https://\\S+");

    private static Archive hpi;
    private static Archive ours;

    @BeforeClass
    public static void open() throws IOException {
        hpi = Archive.builtHpi();
        ours = hpi.inner(LIB + "pumphouse.jar");
    }

    @Test
    public void theManifestComesFirst() {
        assertThat(hpi.names().get(0)).isEqualTo("META-INF/MANIFEST.MF");
    }

    @Test
    public void theJarWithOurClassesCarriesTheSameManifest() {
        assertThat(ours.text("META-INF/MANIFEST.MF")).isEqualTo(hpi.text("META-INF/MANIFEST.MF"));
    }

    @Test
    public void theManifestSaysWhatJenkinsAsks() throws IOException {
        Attributes manifest = hpi.manifest().getMainAttributes();

        assertThat(manifest.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(manifest.getValue("Artifact-Id")).isEqualTo("pumphouse");
        assertThat(manifest.getValue("Short-Name")).isEqualTo("pumphouse");
        assertThat(manifest.getValue("Long-Name")).isEqualTo("Pumphouse");
        assertThat(manifest.getValue("Plugin-Version")).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(manifest.getValue("Jenkins-Version")).isEqualTo("2.528.3");
        assertThat(manifest.getValue("Hudson-Version")).isEqualTo("2.528.3");
        assertThat(manifest.getValue("Minimum-Java-Version")).isEqualTo("17");
        assertThat(manifest.getValue("Support-Dynamic-Loading")).isEqualTo("true");
        assertThat(manifest.getValue("Url")).startsWith("https://");
        assertThat(manifest.getValue("Plugin-License-Name")).isEqualTo("Apache-2.0");
        assertThat(manifest.getValue("Plugin-License-Url")).startsWith("https://www.apache.org/licenses/LICENSE-2.0");
    }

    @Test
    public void theManifestNamesExactlyThePluginsWhoseTypesOurClassesLinkTo() throws IOException {
        String[] dependencies = hpi.manifest()
                .getMainAttributes()
                .getValue("Plugin-Dependencies")
                .split(",");

        assertThat(Arrays.stream(dependencies).map(dependency -> dependency.split(":")[0]))
                .containsExactlyInAnyOrderElementsOf(Ledger.checkedIn().plugins());
        assertThat(dependencies)
                .allMatch(
                        dependency -> dependency.matches(
                                "[a-z-]+:\\d+\\.v[0-9a-f_]+|(cloudbees-folder:6\\.15|support-core:2\\.81);resolution:=optional"));
    }

    @Test
    public void besidesOurClassesItCarriesTheLibrariesOfTheNoticeAndNoOthers() {
        List<String> libraries = libraries();

        assertThat(libraries).containsExactlyInAnyOrderElementsOf(licences().keySet());
        assertThat(hpi.names())
                .filteredOn(name -> !name.startsWith(LIB))
                .containsExactly(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "META-INF/LICENSES/LGPL-2.1-or-later.txt",
                        "META-INF/NOTICE");
    }

    @Test
    public void everyLibraryHasALicenceThatMayShipWithApache2() {
        assertThat(licences().values()).isNotEmpty().isSubsetOf(COMPATIBLE_LICENCES);
    }

    @Test
    public void theNoticeGivesEachLibraryTheLicenceThatTheLibraryClaims() throws IOException {
        var claims = new TreeMap<String, String>();
        for (String library : libraries()) {
            String url = claimedLicence(hpi.inner(LIB + library));
            claims.put(
                    library,
                    url.contains("apache.org/licenses/LICENSE-2.0") ? "Apache-2.0" : url.replaceAll(".*/|\"", ""));
        }

        assertThat(licences()).isEqualTo(claims);
    }

    /**
     * The address of a licence: a bundle names it in its manifest, any other jar of Maven's in the pom that it carries,
     * or in the text beside it.
     */
    private static String claimedLicence(Archive library) throws IOException {
        String bundle = library.manifest().getMainAttributes().getValue("Bundle-License");
        if (bundle != null) {
            return bundle;
        }
        String pom = library.names().stream()
                .filter(name -> name.matches("META-INF/maven/.*/pom.xml"))
                .findFirst()
                .orElseThrow();
        Matcher licence = LICENCE_OF_POM.matcher(library.text(pom));
        if (licence.find()) {
            return licence.group(1);
        }
        String text = library.text("META-INF/LICENSE"); // Apache's own poms inherit it
        assertThat(text).as(pom).contains("Apache License", "apache.org/licenses/LICENSE-2.0");
        return "apache.org/licenses/LICENSE-2.0";
    }

    @Test
    public void theLicenceAndTheNoticeAreInBothArchives() {
        for (Archive archive : List.of(hpi, ours)) {
            assertThat(archive.text("META-INF/LICENSE"))
                    .contains("Apache License")
                    .contains("Version 2.0");
            assertThat(archive.text("META-INF/NOTICE")).contains("Pumphouse for Jenkins");
        }
    }

    @Test
    public void noArchiveCarriesATypeThatJenkinsOrAPluginBrings() {
        Stream<String> types = hpi.names().stream()
                .filter(name -> name.endsWith(".jar"))
                .flatMap(name -> hpi.inner(name).names().stream())
                .filter(name -> name.endsWith(".class"));

        assertThat(types).isNotEmpty().noneMatch(name -> JenkinsTypes.isOne(name.replace('/', '.')));
    }

    @Test
    public void ourJarCarriesOurClassesAndWhatTheyRead() {
        assertThat(ours.names())
                .allMatch(name -> name.startsWith("io/jenkins/plugins/pumphouse/")
                        || name.startsWith("META-INF/")
                        || name.equals("index.jelly"));
    }

    @Test
    public void noLibraryStandsTwice() {
        Set<String> seen = new HashSet<>();

        assertThat(libraries()).allMatch(library -> seen.add(library.replaceAll("-\\d.*", "")));
    }

    @Test
    public void thePluginsPageDescribesIt() {
        assertThat(ours.text("index.jelly"))
                .startsWith("<?jelly escape-by-default='true'?>")
                .contains("OpenStack");
    }

    @Test
    public void jenkinsFindsTheExtensionsAndTheSymbolsInTheirIndexes() {
        assertThat(ours.names())
                .contains(
                        "META-INF/annotations/hudson.Extension", "META-INF/services/annotations/org.jenkinsci.Symbol");
    }

    @Test
    public void everyFileHasTheSameTimeSoThatTwoBuildsGiveTheSameBytes() {
        assertThat(hpi.times()).containsOnly(LocalDateTime.of(2026, 1, 1, 0, 0));
        assertThat(ours.times()).containsOnly(LocalDateTime.of(2026, 1, 1, 0, 0));
    }

    private static List<String> libraries() {
        return hpi.names().stream()
                .filter(name -> name.startsWith(LIB) && !name.endsWith("/pumphouse.jar"))
                .map(name -> name.substring(LIB.length()))
                .toList();
    }

    private static TreeMap<String, String> licences() {
        return hpi.text("META-INF/NOTICE")
                .lines()
                .map(NOTICE_LINE::matcher)
                .filter(line -> line.matches())
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2), (a, b) -> a, TreeMap::new));
    }
}
