package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** Texts that are no YAML, or YAML that nobody writes by hand. */
public class DocumentTest {

    @Test
    public void anEmptyFileSaysWhatBelongsInIt() {
        for (String text : new String[] {"", "\n", "# only a comment\n", "---\n", "~"}) {
            assertThat(Yaml.mistakes(text))
                    .containsExactly(
                            "pumphouse.yaml: is empty; it must name the clouds under \"source\" and \"target\"");
        }
    }

    @Test
    public void aFileWithoutCloudsSaysWhereTheyBelong() {
        assertThat(Yaml.mistakes("mapping: {}"))
                .containsExactly("pumphouse.yaml: names no cloud; list them under \"source\" and \"target\"");
        assertThat(Yaml.mistakes("source:\ntarget:\n"))
                .containsExactly("pumphouse.yaml: names no cloud; list them under \"source\" and \"target\"");
    }

    @Test
    public void plainTextIsNoConfiguration() {
        assertThat(Yaml.mistakes("good_old_openstack"))
                .containsExactly(
                        "pumphouse.yaml line 1, column 1: must be a map with the keys \"source\" and \"target\", not"
                                + " text");
    }

    @Test
    public void aTabIsToldWithItsPlace() {
        assertThat(Yaml.mistakes("source:\n\t- name: old\n"))
                .containsExactly("pumphouse.yaml line 2, column 1: a tab; YAML is indented with spaces only");
    }

    @Test
    public void anUnclosedQuoteIsTold() {
        assertThat(Yaml.mistakes("source: \"abc\n"))
                .singleElement()
                .asString()
                .contains("a quote is opened and never closed");
    }

    @Test
    public void aWrongIndentationIsTold() {
        assertThat(Yaml.mistakes("source:\n  - name: old\n   auth_url: x\n"))
                .singleElement()
                .asString()
                .startsWith("pumphouse.yaml line 3, column 4: ");
    }

    @Test
    public void aSecondDocumentIsRefused() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith() + "---\n" + Yaml.workingSourceWith()))
                .containsExactly(
                        "pumphouse.yaml line 5, column 1: a second document starts at this line; the file must hold one, so"
                                + " take the line \"---\" out");
    }

    @Test
    public void aBrokenLineIsNeverQuotedSinceItMayHoldAPassword() {
        String[] passwords = {
            "*hunter2",
            "!hunter2!x y",
            "\"hunter2",
            "hunter2: hunter2",
            "@hunter2",
            "%hunter2",
            "[hunter2",
            "{hunter2",
            "|hunter2",
            "&hunter2 *hunter2",
            "\"\\hunter2\"",
            "`hunter2"
        };
        for (String password : passwords) {
            assertThat(Yaml.refusal(Yaml.sourceWith("username: admin", "password: " + password)))
                    .as(password)
                    .hasMessageStartingWith("pumphouse.yaml line ")
                    .hasMessageNotContaining("unter2");
        }
    }

    @Test
    public void noTagMakesAnObject() {
        assertThat(Yaml.mistakes("!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader []]"))
                .containsExactly("pumphouse.yaml line 1, column 1: a value that starts with \"!!\"; put it in quotes");
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("tenant: !!java.io.File passwd")))
                .containsExactly("pumphouse.yaml line 5, column 11: a value that starts with \"!!\"; put it in quotes");
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("tenant: !file passwd")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 11: \"tenant\" of source cloud \"old\" must be text, not"
                                + " something with a YAML tag (\"!…\"; put the value in quotes)");
    }

    @Test(timeout = 60_000)
    public void aBillionLaughsAreRefused() {
        StringBuilder text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 1200; i++) {
            text.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("]\n");
        }
        assertThat(Yaml.mistakes(text.toString()))
                .containsExactly(
                        "pumphouse.yaml: is nested too deeply or repeats too many parts by \"*\"; write it plainly");
    }

    @Test(timeout = 60_000)
    public void aDeepNestIsRefused() {
        assertThat(Yaml.mistakes("source: " + "[".repeat(10_000)))
                .containsExactly(
                        "pumphouse.yaml: is nested too deeply or repeats too many parts by \"*\"; write it plainly");
    }

    @Test(timeout = 60_000)
    public void aPyramidOfMergesIsReadInNoTime() {
        StringBuilder text =
                new StringBuilder("source:\n- &a0 {name: c0, auth_url: \"http://h:5000\", credentials: c}\n");
        for (int i = 1; i < 100; i++) {
            text.append("- &a")
                    .append(i)
                    .append(" {name: c")
                    .append(i)
                    .append(", <<: [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("]}\n");
        }
        assertThat(Configuration.parse("f", text.toString())
                        .source("c99")
                        .access()
                        .login()
                        .credentials())
                .isEqualTo("c");
    }

    @Test(timeout = 60_000)
    public void aChainOfThousandsOfMergesIsRefused() {
        StringBuilder text =
                new StringBuilder("source:\n- &a0 {name: c0, auth_url: \"http://h:5000\", credentials: c}\n");
        for (int i = 1; i < 3000; i++) {
            text.append("- &a" + i + " {name: c" + i + ", <<: *a" + (i - 1) + "}\n");
        }
        assertThat(Yaml.mistakes(text.toString()))
                .singleElement()
                .asString()
                .startsWith("pumphouse.yaml line ")
                .endsWith("merges maps (\"<<\") that merge others, more than 200 in a row; write it plainly");
    }

    @Test
    public void onlyMapsCanBeMerged() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("<<: defaults")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 7: \"<<\" must be followed by a map or a list of maps, usually"
                                + " as *name");
    }

    @Test(timeout = 60_000)
    public void aMapThatContainsItselfIsRefused() {
        assertThat(Yaml.mistakes("source: &a [*a]")).isNotEmpty();
        assertThat(Yaml.mistakes("source:\n- &a\n  <<: *a\n  name: x\n")).isNotEmpty();
        assertThat(Yaml.mistakes("&a mapping: *a\n")).isNotEmpty();
    }

    @Test(timeout = 60_000)
    public void aHugeFileIsRefusedUnread() {
        assertThat(Yaml.mistakes("#".repeat(2_000_000)))
                .containsExactly(
                        "pumphouse.yaml: is larger than 1024 KiB, so it is hardly a configuration; check its path");
    }

    @Test
    public void aBinaryFileIsToldAtItsPlace() {
        assertThat(Yaml.mistakes("source:\n  \u0000\n"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 3: character U+0000 is not allowed in YAML; save the file as"
                                + " UTF-8 text");
    }
}
